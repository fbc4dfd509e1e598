from datetime import timedelta

import pytest

from council_registry.application.seats.end_term import EndTerm
from council_registry.application.seats.start_term import StartTerm
from council_registry.domain.period import Period
from council_registry.testing.driver import Driver
from council_registry.testing.http import Http
from council_registry.testing.people import DIRECTORATE, MANAGER, OFFICER, TODAY, newcomer
from councilkit.events.councils import Level, TermRole
from councilkit.testing.holdings import a_term
from councilkit.web import to_cursor
from councilkit.web.pages import After


async def test_a_council_shows_its_units_its_seats_and_its_cases(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    answer = await http.by(MANAGER).get(f"/councils/{seated.id}")
    council = answer.json()
    parent = council.pop("parent")
    assert council == {
        "id": seated.id,
        "names": {"nb": "LBU-HOR", "nn": "LBU-HOR", "en": "LBU-HOR"},
        "short": "LBU-HOR",
        "level": "local",
        "kind": "user_council",
        "units": [{"number": "0701", "name": "Nav Horten"}],
        "line": None,
        "language": "nb",
        "led_by": "user",
        "seats": [
            {
                "id": seated.chair,
                "side": "user",
                "term": {
                    "id": seated.leader.id,
                    "role": "leader",
                    "side": "user",
                    "starts": "2026-01-01",
                    "ends": "2026-12-31",
                },
            },
            {"id": seated.desk, "side": "nav", "term": None},
        ],
        "cases": {"raised": 0, "answered": 0},
        "status": "active",
        "on": TODAY.isoformat(),
        "starts": None,
        "closed": None,
        "predecessors": [],
        "successors": [],
        "earlier": [],
        "plans": [],
        "counting": {"counts_from": None, "quiet": False},
        "sequence": 4,
        "actions": [],
    }
    assert (await http.by(MANAGER).get(f"/councils/{parent}")).json()["level"] == "regional"


async def test_a_council_offers_what_the_asker_may_do(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    asker = http.by(seated.leader, OFFICER)
    offered = (await asker.get(f"/councils/{seated.id}")).json()["actions"]
    assert {(one["action"], one["acting"]) for one in offered} >= {
        ("add_seat", OFFICER.id),
        ("start_term", seated.leader.id),
        ("start_term", OFFICER.id),
        ("end_term", seated.leader.id),
        ("end_term", OFFICER.id),
        ("plan_meeting", seated.leader.id),
    }


async def test_a_seat_shows_the_term_of_the_day(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    registry.now += timedelta(days=400)
    council = (await http.by(OFFICER).get(f"/councils/{seated.id}")).json()
    assert [seat["term"] for seat in council["seats"]] == [None, None]


async def test_a_seat_shows_the_term_of_the_day_that_is_asked_for(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    await registry.do(EndTerm(seated.id, seated.leader.id, TODAY), OFFICER)
    next_period = Period(TODAY + timedelta(days=1))
    successor = StartTerm(seated.id, seated.chair, TermRole.LEADER, next_period, newcomer("Rolig Fjord"))
    next_leader = await registry.do(successor, OFFICER)

    async def leader(**on: str) -> str | None:
        chair, *_ = (await http.by(OFFICER).get(f"/councils/{seated.id}", **on)).json()["seats"]
        return chair["term"] and str(chair["term"]["id"])

    assert await leader() == await leader(on=TODAY.isoformat()) == seated.leader.id
    assert await leader(on=next_period.starts.isoformat()) == next_leader.id
    before = (await http.by(OFFICER).get(f"/councils/{seated.id}", on="2025-12-31")).json()
    assert before["seats"] == []


@pytest.mark.parametrize("on", ["yesterday", "1900-01-01"])
async def test_a_day_that_nobody_means_is_refused(http: Http, on: str) -> None:
    assert (await http.by(OFFICER).get("/councils/any", on=on)).status_code == 422


async def test_a_unit_shows_its_posts_and_its_councils(http: Http, registry: Driver) -> None:
    *_, council = await registry.a_chain()
    body = {"role": "delegate", "starts": TODAY.isoformat(), "contact": None, "person": None}
    contact = {"name": "Rolig Fjord", "email": "rolig@example.no", "language": "nb", "subject": "outside"}
    post = (await http.by(OFFICER).post("/units/0701/posts", {**body, "contact": contact})).json()
    answer = await http.by(MANAGER).get("/units/0701", since=post["receipt"])
    assert answer.json() == {
        "number": "0701",
        "name": "Nav Horten",
        "kind": "local_office",
        "parent": "0800",
        "region": "0800",
        "line": "AT",
        "status": "active",
        "on": TODAY.isoformat(),
        "without_council": False,
        "starts": None,
        "closed": None,
        "successors": [],
        "earlier": [],
        "plans": [],
        "posts": [
            {
                "id": post["id"],
                "role": "delegate",
                "council": None,
                "reports_to": [],
                "starts": TODAY.isoformat(),
                "ends": None,
            }
        ],
        "councils": [council],
        "sequence": 2,
        "actions": [],
    }
    offered = (await http.by(OFFICER).get("/units/0701")).json()["actions"]
    assert {"found_council", "start_post", "end_post"} <= {one["action"] for one in offered}


async def test_lists_are_narrowed_and_come_in_pages(http: Http, registry: Driver) -> None:
    central, regional, local = await registry.a_chain()
    other = await registry.a_council("LBU-TON", Level.LOCAL, "0704", parent=regional)
    asker = http.by(OFFICER)

    async def ids(**where: str) -> list[str]:
        return [council["id"] for council in (await asker.get("/councils", **where)).json()["items"]]

    assert await ids() == [local, other, regional, central]
    assert await ids(level="local") == [local, other]
    assert await ids(parent=central) == [regional]
    assert await ids(unit="0704") == [other]

    first = (await asker.get("/councils", limit="3")).json()
    rest = (await asker.get("/councils", limit="3", cursor=first["next"])).json()
    assert [council["id"] for council in rest["items"]] == [central]
    assert rest["next"] is None


async def test_units_come_in_pages_by_number(http: Http, registry: Driver) -> None:
    await registry.a_chain()
    asker = http.by(OFFICER)
    first = (await asker.get("/units", kind="local_office", parent="0800", limit="2")).json()
    rest = (await asker.get("/units", kind="local_office", parent="0800", cursor=first["next"])).json()
    assert [unit["number"] for unit in first["items"] + rest["items"]] == ["0701", "0704", "0806", "0811"]


async def test_meetings_come_latest_first_and_offer_to_be_held(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    leader = http.by(seated.leader)
    body = {"councils": [seated.id], "type": "council_meeting", "form": "digital"}
    begun = (await leader.post("/meetings", {**body, "starts_at": "2026-11-17T09:30:00+02:00"})).json()["id"]
    to_come = (await leader.post("/meetings", {**body, "starts_at": "2026-12-01T09:00:00+01:00"})).json()["id"]

    first = (await leader.get("/meetings", council=seated.id, limit="1")).json()
    rest = (await leader.get("/meetings", council=seated.id, limit="1", cursor=first["next"])).json()
    assert [meeting["id"] for meeting in first["items"] + rest["items"]] == [to_come, begun]
    assert (await leader.get("/meetings", council="another")).json()["items"] == []

    offered = (await leader.get(f"/meetings/{begun}")).json()
    assert {"action": "hold_meeting", "acting": seated.leader.id} in offered["actions"]
    assert (offered["starts_at"], offered["status"], offered["attended"]) == ("2026-11-17T07:30:00Z", "planned", [])
    to_do = [one["action"] for one in (await leader.get(f"/meetings/{to_come}")).json()["actions"]]
    assert "hold_meeting" not in to_do

    held = (await leader.post(f"/meetings/{begun}/hold", {"attended": [seated.leader.id]})).json()
    shown = (await leader.get(f"/meetings/{begun}", since=held["receipt"])).json()
    assert (shown["status"], shown["attended"], shown["sequence"]) == ("held", [seated.leader.id], 2)
    narrowed = (await leader.get("/meetings", status="held")).json()["items"]
    assert [meeting["id"] for meeting in narrowed] == [begun]


@pytest.mark.parametrize("path", ["/units/0001", "/councils/unknown", "/meetings/unknown"])
async def test_what_is_not_there_is_missing(http: Http, path: str) -> None:
    assert (await http.by(DIRECTORATE).get(path)).status_code == 404


@pytest.mark.parametrize("after", [7, "x", ["x"], ["x", 7], ["x", "y", "z"]])
@pytest.mark.parametrize("path", ["/units", "/councils", "/meetings"])
async def test_a_cursor_of_another_list_is_refused(http: Http, path: str, after: After) -> None:
    answer = await http.by(DIRECTORATE).get(path, cursor=to_cursor(after))
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:raadslag:problem:cursor-malformed")


async def test_who_holds_nothing_any_more_reads_nothing(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    registry.now += timedelta(days=400)
    assert (await http.by(seated.leader).get("/councils")).status_code == 403
    assert (await http.by(seated.leader, a_term("another")).get("/councils")).status_code == 200
