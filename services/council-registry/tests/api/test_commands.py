from datetime import timedelta
from typing import Any

import httpx2
import pytest

from council_registry.testing.driver import Driver
from council_registry.testing.http import Http
from council_registry.testing.people import DIRECTORATE, MANAGER, OFFICER, TODAY
from councilkit.events.councils import Level
from councilkit.testing.holdings import a_term
from councilkit.web.problems import TYPE_PREFIX

NAMES = {"nb": "LBU Tønsberg", "nn": "LBU Tønsberg", "en": "Local council Tønsberg"}
CONTACT = {
    "name": "Grundig Kopp",
    "email": "grundig.kopp@example.no",
    "language": "nn",
    "phone": "+47 12 34 56 78",
    "user_group": "hørsel",
    "subject": "outside-grundig.kopp",
}
A_TERM = {"role": "leader", "starts": "2026-01-01", "ends": "2026-12-31", "contact": CONTACT}
A_POST = {"role": "answering_manager", "starts": "2026-01-01", "contact": CONTACT}
IDENTITY_NUMBERS = ["01019012345", "010190 12345", "01.01.90-12345"]


def a_council(parent: str, /, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    body = {
        "names": NAMES,
        "short": "LBU-TON",
        "level": "local",
        "kind": "user_council",
        "parent": parent,
        "units": ["0704"],
        "line": "AT",
        "language": "nb",
        "led_by": "user",
    }
    return body | changes


def slug(answer: httpx2.Response) -> str:
    assert answer.headers["content-type"] == "application/problem+json"
    return str(answer.json()["type"].removeprefix(TYPE_PREFIX))


async def test_a_house_is_founded_from_its_empty_state(http: Http, registry: Driver) -> None:
    by = http.by(DIRECTORATE)
    loaded = await by.post("/units/load", {"edition": "2026-08"})
    assert (loaded.status_code, loaded.json()) == (200, {"listed": 7, "known": 0})

    central = await registry.a_council("SBU", Level.CENTRAL, "9000")
    regional = await registry.a_council("RBU-VT", Level.REGIONAL, "0800", parent=central)
    council = (await by.post("/councils", a_council(regional))).json()["id"]
    seat = await by.post(f"/councils/{council}/seats", {"side": "user"})
    assert (seat.status_code, seat.headers["etag"], seat.json()["seen"]) == (201, '"2"', True)

    term = await by.post(f"/councils/{council}/terms", {**A_TERM, "seat": seat.json()["id"]})
    assert term.status_code == 201
    assert term.json().keys() == {"receipt", "seen", "id", "person"}
    end = await by.post(f"/councils/{council}/terms/{term.json()['id']}/end", {"on": TODAY.isoformat()})
    assert (end.status_code, end.json()["receipt"]) == (200, f"council-{council}:000004")


async def test_a_post_is_given_and_ended(http: Http, registry: Driver) -> None:
    await registry.a_chain()
    post = (await http.by(OFFICER).post("/units/0701/posts", A_POST)).json()
    end = await http.by(OFFICER).post(f"/units/0701/posts/{post['id']}/end", {"on": TODAY.isoformat()})
    assert (end.status_code, end.json()["id"]) == (200, post["id"])


async def test_a_meeting_is_planned_and_held(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    leader = http.by(seated.leader)
    starts = (registry.now + timedelta(hours=1)).isoformat()
    body = {"councils": [seated.id], "type": "council_meeting", "form": "hybrid", "starts_at": starts}
    meeting = (await leader.post("/meetings", body)).json()["id"]
    early = await leader.post(f"/meetings/{meeting}/hold", {"attended": [seated.leader.id]})
    assert (early.status_code, slug(early)) == (409, "not-begun")

    registry.now += timedelta(hours=2)
    held = await http.by(seated.leader).post(f"/meetings/{meeting}/hold", {"attended": [seated.leader.id]})
    assert (held.status_code, held.json()["receipt"]) == (200, f"meeting-{meeting}:000002")


async def test_a_command_that_is_sent_again_gets_the_same_answer(http: Http, registry: Driver) -> None:
    await registry.a_chain()
    by = http.by(OFFICER)
    first = await by.post("/units/0701/posts", A_POST, key="12345678")
    again = await by.post("/units/0701/posts", A_POST, key="12345678")
    assert (again.status_code, again.json()) == (201, first.json())
    other = await by.post("/units/0701/posts", {**A_POST, "role": "delegate"}, key="12345678")
    assert (other.status_code, slug(other)) == (422, "key-reused")


async def test_who_saw_an_older_council_is_told_so(http: Http, registry: Driver) -> None:
    *_, council = await registry.a_chain()
    late = await http.by(OFFICER).post(f"/councils/{council}/seats", {"side": "user"}, expected=7)
    assert (late.status_code, slug(late)) == (412, "stale")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"units": ["0001"]}, ("/units", "unknown-reference")),
        ({"units": ["0800"]}, ("/units", "wrong-level")),
        ({"parent": "unknown"}, ("/parent", "unknown-reference")),
        ({"parent": None}, ("/parent", "wrong-level")),
        ({"kind": "line_council"}, ("/level", "wrong-level")),
        ({"short": "lbu ton"}, ("/short", "string-pattern-mismatch")),
        ({"units": []}, ("/units", "too-short")),
        ({"units": ["0704", "0704"]}, ("/units", "named-twice")),
        ({"level": "municipal"}, ("/level", "enum")),
    ],
)
async def test_a_refused_founding_names_its_field_and_its_rule(
    http: Http, registry: Driver, changes: dict[str, Any], told: tuple[str, str]
) -> None:
    _, regional, _ = await registry.a_chain()
    refused = await http.by(DIRECTORATE).post("/councils", a_council(regional, **changes))
    [error] = refused.json()["errors"]
    assert (refused.status_code, (error["field"], error["rule"])) == (422, told)


@pytest.mark.parametrize(
    ("changes", "status", "told"),
    [
        ({"ends": "2025-12-31"}, 422, ("/ends", "ends-before-start")),
        ({"role": "secretary"}, 422, ("/role", "wrong-side")),
        ({"seat": "unknown"}, 422, ("/seat", "unknown-reference")),
        ({"contact": None}, 422, ("/person", "person-or-contact")),
        ({"person": "somebody"}, 422, ("/person", "person-or-contact")),
        ({"contact": None, "person": "unknown"}, 422, ("/person", "unknown-reference")),
        ({"contact": {**CONTACT, "email": "nowhere"}}, 422, ("/contact/email", "string-pattern-mismatch")),
        ({"starts": "0001-01-01"}, 422, ("/starts", "greater-than-equal")),
    ],
)
async def test_a_refused_term_names_its_field_and_its_rule(
    http: Http, registry: Driver, changes: dict[str, Any], status: int, told: tuple[str, str]
) -> None:
    *_, council = await registry.a_chain()
    body = {**A_TERM, "seat": await registry.a_seat(council), **changes}
    refused = await http.by(OFFICER).post(f"/councils/{council}/terms", body)
    [error] = refused.json()["errors"]
    assert (refused.status_code, (error["field"], error["rule"])) == (status, told)
    assert await registry.contacts.page(None, 10) == []


async def test_a_taken_seat_and_a_taken_short_code_are_conflicts(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    by = http.by(DIRECTORATE)
    seat = await by.post(f"/councils/{seated.id}/terms", {**A_TERM, "seat": seated.chair})
    assert (seat.status_code, slug(seat)) == (409, "seat-taken")
    parent = (await registry.service.councils.get(seated.id)).charter.parent
    short = await by.post("/councils", a_council(str(parent), short="LBU-HOR"))
    assert (short.status_code, slug(short)) == (409, "short-code-taken")


async def test_both_sides_of_a_council_and_a_directorate_in_nobodys_charge_are_refused(
    http: Http, registry: Driver
) -> None:
    seated = await registry.a_seated_council()
    by, terms = http.by(DIRECTORATE), f"/councils/{seated.id}/terms"
    secretary = {**A_TERM, "role": "secretary", "seat": seated.desk}
    person = (await by.post(terms, secretary)).json()["person"]
    member = {**A_TERM, "seat": await registry.a_seat(seated.id), "contact": None, "person": person}
    side = await http.by(seated.secretary).post(terms, member)
    assert (side.status_code, slug(side)) == (409, "other-side-of-the-table")
    assert side.json()["errors"][0]["field"] == "/person"

    post = {"role": "directorate_contact", "starts": "2027-01-01", "person": person}
    early = await by.post("/units/9000/posts", post)
    assert (early.status_code, slug(early), early.json()["errors"][0]["field"]) == (422, "nobody-in-charge", "/starts")


@pytest.mark.parametrize("field", ["name", "email", "phone", "address", "user_group", "subject"])
@pytest.mark.parametrize("number", IDENTITY_NUMBERS)
async def test_nothing_written_about_a_person_takes_an_identity_number(
    http: Http, registry: Driver, field: str, number: str
) -> None:
    await registry.a_chain()
    written = f"{number}@example.no" if field == "email" else number
    refused = await http.by(OFFICER).post("/units/0701/posts", {**A_POST, "contact": {**CONTACT, field: written}})
    [error] = refused.json()["errors"]
    assert (refused.status_code, error["field"]) == (422, f"/contact/{field}")
    assert number not in refused.text


@pytest.mark.parametrize("field", ["nb", "nn", "en"])
async def test_no_council_is_named_by_an_identity_number(http: Http, registry: Driver, field: str) -> None:
    _, regional, _ = await registry.a_chain()
    body = a_council(regional, names={**NAMES, field: "Utvalg 010190 12345"})
    refused = await http.by(DIRECTORATE).post("/councils", body)
    assert (refused.status_code, slug(refused)) == (422, "national-identity-number")


async def test_nobody_acts_for_a_term_that_has_ended(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    leader = http.by(seated.leader)
    await leader.post(f"/councils/{seated.id}/terms/{seated.leader.id}/end", {"on": "2026-11-16"})
    refused = await leader.post(
        "/meetings",
        {"councils": [seated.id], "type": "council_meeting", "form": "digital", "starts_at": "2026-11-17T09:00:00Z"},
    )
    assert (refused.status_code, slug(refused)) == (403, "term-ended")


async def test_nobody_acts_for_a_term_that_is_not_theirs(http: Http, registry: Driver) -> None:
    *_, council = await registry.a_chain()
    refused = await http.by(MANAGER, acting=OFFICER.id).post(f"/councils/{council}/seats", {"side": "user"})
    assert (refused.status_code, slug(refused)) == (403, "not-your-term")


@pytest.mark.parametrize(
    ("content", "status"),
    [
        pytest.param(b'{"side": ', 400, id="malformed JSON"),
        pytest.param(b'{"side": "user", "side": "nav"}', 400, id="a member twice"),
        pytest.param(b'{"side": "user\\u0000"}', 422, id="NUL"),
        pytest.param(b'{"side": "user", "more": 1}', 422, id="an unknown member"),
        pytest.param(b'{"side": "both"}', 422, id="no side"),
        pytest.param(b'{"side": "' + b"u" * 300_000 + b'"}', 413, id="over the limit"),
    ],
)
async def test_a_bad_body_is_refused_and_changes_nothing(
    http: Http, registry: Driver, content: bytes, status: int
) -> None:
    *_, council = await registry.a_chain()
    headers = http.by(OFFICER).headers() | {"Idempotency-Key": "12345678", "Content-Type": "application/json"}
    answer = await http.client.post(f"/councils/{council}/seats", content=content, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert (await registry.service.councils.get(council)).seats == {}


async def test_an_unknown_council_is_missing(http: Http) -> None:
    missing = await http.by(a_term("nowhere")).post("/councils/nowhere/terms", {**A_TERM, "seat": "seat"})
    assert (missing.status_code, slug(missing)) == (404, "no-such-council")
