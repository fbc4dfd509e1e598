"""The portal's own table of who comes where, held against every route that it has."""

from datetime import date, timedelta
from pathlib import Path

import httpx2
import pytest

from portal.api.routes import PageRoute
from portal.application.life import Restriction, TurningAway
from portal.application.meetings import OwnType
from portal.application.rounds import Said
from portal.application.structure import CouncilPlan
from portal.bootstrap import ROUTERS
from portal.testing.house import PortalHouse, portal_house
from portal.testing.issuer import BEGAN
from portal.testing.visitor import Visitor

TABLE = Path(__file__).parent / "access.md"
PEOPLE = {
    "leader": ("lykt", "larleader"),
    "region": ("kopp", "rbuleader"),
    "office": ("bekk", "post5303answering_manager"),
    "contact": ("sti", "post9000directorate_contact"),
}
STATES = {
    "treat": "on_agenda",
    "send": "treated",
    "statement": "treated",
    "receive": "sent",
    "return": "sent",
    "answer": "awaiting_answer",
    "delay": "awaiting_answer",
    "part": "awaiting_answer",
    "new": "treated",
    "{follow_up}": "in_follow_up",
    "confirm": "coming_home",
    "dispute": "coming_home",
    **dict.fromkeys(("appeal", "uphold", "overturn"), "turned_away"),
    "postpone": "on_agenda",
    "regret": "sent",
    "notes": "treated",
    "oral-answer": "awaiting_answer",
    "close": "answered",
    "reopen": "closed",
}
AWAY = TurningAway(why="outside_mandate")
APPEALED = AWAY.model_copy(update={"appealed_to": "rbu"})
# what the case is beside its state, by the verb that fits it so
SO: dict[str, dict[str, object]] = {
    **{verb: {"turning_away": AWAY} for verb in ("keep", "appeal")},
    **{verb: {"turning_away": APPEALED} for verb in ("uphold", "overturn")},
    "regret": {"regret_until": BEGAN + timedelta(minutes=10)},
    "lift": {"restriction": Restriction(basis="offl-13", until=date(2027, 1, 1))},
}
EVERYTHING = {
    "title": "Tolk",
    "short": "Kort",
    "description": "Mer",
    "lines": "AT",
    "meeting": "coming",
    "to": "rbu",
    "wish": "answer",
    "outcome": "hop",
    "reason": "Fordi",
    "unit": "5303",
    "text": "Råd",
    "missing": "Mer",
    "day": "3.12.2026",
    "day-1": "3.12.2026",
    "on": "22.11.2026",
    "term": "larleader",
    "name": "Åpen kveld",
    "time": "14",
    "form": "digital",
    "type": "council_meeting",
    "attended": "larleader",
    "meetings_a_year": "4",
    "counts_from": "1.9.2026",
    "starts": "1.1.2027",
    "status": "agreed",
    "name_nb": "Lokalt brukerutvalg Horten",
    "units": "0701",
    "language": "nb",
    "led_by": "user",
    "kind": "user_council",
    "level": "local",
    "number": "0704",
    "quiet": "yes",
    "half": "2026-2",
    "nb": "Kjære alle",
    "nn": "Kjære alle",
    "once": "a-key-of-a-form",
    "side": "user",
    "role": "member",
    "who": "new",
    "organisation": "ffo",
    "due": "20.12.2026",
    "profile": "En under 30 år",
    "channel": "paper",
    "sure": "yes",
    "item": "papers",
    "done": "yes",
    "code": "abcd",
    "nobody": "yes",
    "post": "employee",
    "why": "individual",
    "taken_up": "3.12.2026",
    "until": "3.12.2026",
    "into": "d",
    "note": "Mer",
    "basis": "offl-13",
    "what_text": "case-c:000001|title",
    "asked": "lar",
    "theme": "Strategi",
    "intro": "Vi spør alle",
    "question-1": "Hva mangler?",
    "answer_by": "20.12.2026",
    "stance-1": "for",
    "told": "Takk",
    "which": "r-said-lar/comment_1",
    "what": "Et skilt",
    "responsible": "council:lar",
    "ends": "1.2.2027",
    "progress": "done",
}
OF_MEETINGS = {"ends": "15"}  # at a time of the day, where what is agreed ends on a day
PLACES = {
    "{case}": "c",
    "{draft}": "d",
    "{follow_up}": "f1",
    "{council}": "lar",
    "{meeting}": "old",
    "{own_type}": "t",
    "{half}": "2027-1",
    "{language}": "nn",
    "{version}": "1",
    "{name}": "portal.css",
    "{rule}": "annual-meeting",
    "{short}": "LBU-LAR",
    "{number}": "3800",
    "{unit}": "0701",
    "{organisation}": "ffo",
    "{edition}": "e",
    "{service}": "newsletter",
    "{token}": "digest",
    "{seat}": "larseatleader",
    "{term}": "larleader",
    "{nomination}": "asked",
    "{certificate}": "course",
    "{code}": "abcd",
    "{entered}": "i",
    "{post}": "p",
    "{table}": "units",
    "{round}": "r",
}


def rows() -> dict[str, dict[str, str]]:
    lines = [line for line in TABLE.read_text().splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: dict(zip(cells[0][1:], row[1:], strict=True)) for row in cells[1:]}


ROWS = rows()
OPEN_TO_ITS_HOLDER = "POST /lenke/{service}/{token}"  # the address itself is the leave to send it
CELLS = [(address, who, told) for address, row in ROWS.items() for who, told in row.items() if told != "-"]


@pytest.fixture
def house(request: pytest.FixtureRequest) -> PortalHouse:
    house = portal_house()
    verb = request.getfixturevalue("address").rpartition("/")[2]
    house.case_flow.put("c", STATES.get(verb, "reported"))
    house.case_flow.change("c", **SO.get(verb, {}))
    house.case_flow.begin("d", "lykt", "lar")
    house.case_flow.agree("c")
    house.case_flow.ask("c", "5303")
    if verb == "treat":
        house.registry.hold("old")
    prepare(house, verb)
    shape(house, verb)
    house.registry.entered["i"] = {}
    house.case_flow.put_round("r", "rbu", "lar")
    if verb in ("avslutt", "slett"):
        house.case_flow.say("r", "lar", Said(stance="for", comment="Ja"), Said(stance="none"))
    if verb == "trekk":
        house.notifier.adopt("annual-meeting")
    if verb != "ny":
        house.newsletter.put("e", "open" if verb in ("hilsen", "send") else "frozen")
    return house


def shape(house: PortalHouse, verb: str) -> None:
    """Put the council and the unit where the verb fits them."""
    status = "resting" if verb == "wake" else "active"
    plans = (CouncilPlan(on=date(2026, 11, 22)),) if verb == "drop-plan" else ()
    registry, told = house.registry, {"status": status, "plans": plans}
    registry.shaped["lar"] = registry.shaped["lar"].model_copy(update=told)
    registry.units["0701"] = registry.units["0701"].model_copy(update=told)


def prepare(house: PortalHouse, verb: str) -> None:
    """Put the meeting where the verb fits it."""
    house.registry.types["t"] = OwnType(id="t", name="Åpen kveld", council="lar")
    if verb in ("correct", "minutes"):
        house.registry.hold("old")
    if verb in ("convene", "absence"):
        house.registry.change("old", starts_at=BEGAN + timedelta(days=1))
    if verb == "sign-off":
        house.registry.change("old", coming=("larleader",))


TOLD = {200: "page", 404: "missing", 409: "not now", 422: "again"}


def told(answer: httpx2.Response) -> str:
    match answer.status_code:
        case 403:
            return "form" if "ikke være sikre" in answer.text else "no"
        case 303:
            return "away" if answer.headers["Location"].startswith("/sign-in?") else "done"
    return TOLD.get(answer.status_code, f"{answer.status_code}: {answer.text}")


async def ask(visitor: Visitor, address: str, who: str) -> httpx2.Response:
    method, path = address.split()
    for place, value in PLACES.items():
        path = path.replace(place, value)
    person, acting = PEOPLE.get(who, PEOPLE["leader"])
    fields = EVERYTHING | (OF_MEETINGS if "/meetings/" in path else {}) | {"acting": acting}
    if who != "nobody":
        home = await visitor.signs_in(person)
        fields["csrf"] = "forged" if who == "forged" else home.form.fields["csrf"][0]
    return await visitor.http.request(method, path, data=fields if method == "POST" else None, follow_redirects=False)


@pytest.mark.parametrize(("address", "who", "expected"), CELLS)
async def test_the_portal_answers_by_its_table(visitor: Visitor, address: str, who: str, expected: str) -> None:
    assert told(await ask(visitor, address, who)) == expected


def test_every_route_of_the_portal_has_a_row() -> None:
    routes = [route for router in ROUTERS for route in router.routes if isinstance(route, PageRoute)]
    assert {f"{method} {route.path}" for route in routes for method in route.methods or ()} == set(ROWS)


def test_every_form_is_tried_with_a_forged_token() -> None:
    assert {address for address, row in ROWS.items() if row["forged"] == "form"} == {
        address for address in ROWS if address.startswith("POST") and address != OPEN_TO_ITS_HOLDER
    }
