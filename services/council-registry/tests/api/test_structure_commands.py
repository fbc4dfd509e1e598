"""Units and councils change over HTTP, and whatever breaks a rule is refused by name."""

from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest

from council_registry.testing.driver import Driver
from council_registry.testing.http import Http
from council_registry.testing.people import DIRECTORATE, OFFICER, TODAY
from councilkit.events.councils import Level
from councilkit.web.problems import TYPE_PREFIX

NAMES = {"nb": "LBU Tønsberg", "nn": "LBU Tønsberg", "en": "Local council Tønsberg"}
A_UNIT = {"number": "0702", "name": "Nav Holmestrand", "kind": "local_office", "parent": "0800", "line": "AT"}


def a_change(parent: str, on: str, /, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    body = {"on": on, "names": NAMES, "parent": parent, "units": ["0701"], "language": "nn", "led_by": "nav"}
    return body | changes


def refusal(answer: httpx2.Response) -> tuple[int, str, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    [error] = problem["errors"]
    return answer.status_code, problem["type"].removeprefix(TYPE_PREFIX), error["field"]


async def test_a_unit_is_listed_renamed_and_closed(http: Http, registry: Driver) -> None:
    await registry.a_chain()
    by = http.by(DIRECTORATE)
    listed = await by.post("/units", A_UNIT)
    assert (listed.status_code, listed.json()["id"]) == (201, "0702")
    assert refusal(await by.post("/units", A_UNIT)) == (409, "unit-number-taken", "/number")
    renamed = await by.post("/units/0702/change", {"on": "2026-11-17", "name": "Nav Sande", "parent": "0800"})
    assert renamed.status_code == 200
    closed = await by.post("/units/0702/close", {"on": "2027-01-01", "successors": ["0701"]})
    assert (closed.status_code, closed.json()["receipt"]) == (200, "unit-0702:000003")
    assert (await by.post("/units/0702/drop-plan", {"on": "2027-01-01"})).status_code == 200


async def test_a_council_changes_rests_wakes_and_is_left_in_peace(http: Http, registry: Driver) -> None:
    _, parent, council = await registry.a_chain()
    by = http.by(OFFICER)
    for command, body in (
        ("change", a_change(parent, "2026-11-17")),
        ("rest", {"on": "2026-11-17"}),
        ("wake", {"on": "2026-11-17"}),
        ("counting", {"counts_from": "2027-01-01", "quiet": True}),
        ("close", {"on": "2027-01-01"}),
        ("drop-plan", {"on": "2027-01-01"}),
    ):
        assert (await by.post(f"/councils/{council}/{command}", body)).status_code == 200, command


async def test_a_merger_that_was_agreed_is_done_on_its_day(http: Http, registry: Driver) -> None:
    _, parent, council = await registry.a_chain()
    other = await registry.a_council("LBU-TON", Level.LOCAL, "0704", parent=parent)
    agreed = await http.by(OFFICER).post(f"/councils/{other}/close", {"on": "2027-01-01", "successors": [council]})
    assert agreed.status_code == 200
    await registry.wait_until(datetime(2027, 1, 1, tzinfo=UTC))
    told = (await registry.service.councils.get(other)).closed
    assert told
    assert told.successors == (council,)
    shown = (await http.by(OFFICER).get(f"/councils/{other}")).json()
    assert (shown["status"], [(one["id"], one["on"]) for one in shown["successors"]]) == (
        "closed",
        [(council, "2027-01-01")],
    )
    [before] = (await http.by(OFFICER).get(f"/councils/{council}")).json()["predecessors"]
    assert (before["id"], before["on"]) == (other, "2027-01-01")
    then = (await http.by(OFFICER).get(f"/councils/{other}", on="2026-12-31")).json()
    assert then["status"] == "active"
    closed = await http.by(OFFICER).post(f"/councils/{other}/seats", {"side": "user"})
    assert refusal(closed)[1] == "council-closed"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"units": ["0001"]}, (422, "unknown-reference", "/units")),
        ({"units": ["0800"]}, (422, "wrong-level", "/units")),
        ({"parent": "unknown"}, (422, "unknown-reference", "/parent")),
        ({"parent": None}, (422, "wrong-level", "/parent")),
        ({"units": []}, (422, "invalid-input", "/units")),
        ({"names": {"nb": "A", "nn": "A"}}, (422, "invalid-input", "/names/en")),
        ({"names": {**NAMES, "nb": "Per 01019012345"}}, (422, "national-identity-number", "/names/nb")),
        ({"on": "1999-12-31"}, (422, "invalid-input", "/on")),
    ],
)
async def test_a_change_that_breaks_a_rule_is_refused_with_its_field(
    http: Http, registry: Driver, body: dict[str, Any], told: tuple[int, str, str]
) -> None:
    _, parent, council = await registry.a_chain()
    answer = await http.by(OFFICER).post(f"/councils/{council}/change", a_change(parent, "2026-11-17") | body)
    assert refusal(answer) == told


async def test_what_does_not_fit_what_was_told_or_agreed_is_refused_by_name(http: Http, registry: Driver) -> None:
    _, parent, council = await registry.a_chain()
    by, contact = http.by(OFFICER), http.by(DIRECTORATE)
    path = f"/councils/{council}"
    itself = {"on": "2027-01-01", "successors": [council]}
    assert refusal(await by.post(f"{path}/close", itself)) == (409, "no-successor", "/successors")
    unknown = {"on": "2027-01-01", "successors": ["unknown"]}
    assert refusal(await by.post(f"{path}/close", unknown)) == (422, "unknown-reference", "/successors")
    assert refusal(await by.post(f"{path}/rest", {"on": "2026-11-18"})) == (422, "day-to-come", "/on")
    assert refusal(await by.post(f"{path}/wake", {"on": "2026-11-17"})) == (409, "wrong-state", "/on")
    assert refusal(await by.post(f"{path}/drop-plan", {"on": "2027-01-01"})) == (409, "nothing-agreed", "/on")
    assert (await by.post(f"{path}/change", a_change(parent, "2026-11-17"))).status_code == 200
    before = a_change(parent, "2026-11-16")
    assert refusal(await by.post(f"{path}/change", before)) == (409, "not-before-the-last", "/on")
    assert (await by.post(f"{path}/close", {"on": "2027-01-01"})).status_code == 200
    twice = await by.post(f"{path}/close", {"on": "2027-02-01"})
    assert refusal(twice) == (409, "council-closed", "path")
    remain = await contact.post(f"/councils/{parent}/close", {"on": "2026-12-01"})
    assert refusal(remain) == (409, "councils-remain", "/on")
    below = await contact.post("/units/0800/close", {"on": "2026-12-01"})
    assert refusal(below) == (409, "units-remain", "/on")
    up = await contact.post("/units/0800/change", {"on": TODAY.isoformat(), "name": "Fylket", "parent": "0701"})
    assert refusal(up) == (409, "would-be-cycle", "/parent")


async def test_names_in_any_script_and_any_direction_are_kept_as_they_are(http: Http, registry: Driver) -> None:
    _, parent, council = await registry.a_chain()
    names = {"nb": "Doaibmagáhttehus", "nn": "مجلس المستخدمين", "en": "用户委员会" * 24}
    answer = await http.by(OFFICER).post(f"/councils/{council}/change", a_change(parent, "2026-11-17", names=names))
    assert answer.status_code == 200, answer.text
    assert dict((await registry.service.councils.get(council)).charter.names) == names


async def test_a_change_that_is_sent_twice_is_made_once(http: Http, registry: Driver) -> None:
    _, parent, council = await registry.a_chain()
    by, body = http.by(OFFICER), a_change(parent, "2027-01-01")
    first = await by.post(f"/councils/{council}/change", body, key="once-and-for-all")
    again = await by.post(f"/councils/{council}/change", body, key="once-and-for-all")
    assert first.json()["receipt"] == again.json()["receipt"]


async def test_a_regional_council_goes_into_another_once_those_below_it_are_to_move(
    http: Http, registry: Driver
) -> None:
    central, regional, local = await registry.a_chain()
    after = await registry.a_council("RBU-OV", Level.REGIONAL, "0800", parent=central)
    contact, merger = http.by(DIRECTORATE), {"on": "2027-01-01", "successors": [after]}
    told = (await contact.post(f"/councils/{regional}/close", merger)).json()
    assert (
        told["detail"] == "Below it are LBU-HOR. Move them below another council first, from 2027-01-01 at the latest."
    )
    assert told["councils"] == [local]
    moved = await http.by(OFFICER).post(f"/councils/{local}/change", a_change(after, "2027-01-01"))
    assert moved.status_code == 200
    assert (await contact.post(f"/councils/{regional}/close", merger)).status_code == 200


async def test_a_unit_does_not_close_over_others_and_names_them(http: Http, registry: Driver) -> None:
    await registry.a_chain()
    told = (await http.by(DIRECTORATE).post("/units/0800/close", {"on": "2026-12-01"})).json()
    assert "0701" in told["units"]
    assert told["units"] == sorted(told["units"])


async def test_who_reports_to_a_council_reports_to_whoever_comes_after_it(http: Http, registry: Driver) -> None:
    _, regional, local = await registry.a_chain()
    new, newest = [
        await registry.a_council(short, Level.LOCAL, "0704", parent=regional) for short in ("LBU-A", "LBU-B")
    ]
    by = http.by(OFFICER)
    contact = {"name": "Rolig Fjord", "email": "rolig.fjord@example.no", "language": "nb"}
    post = {"role": "experience_consultant", "council": local, "starts": "2026-01-01", "contact": contact}
    assert (await by.post("/units/0701/posts", post)).status_code == 201
    assert (await by.post(f"/councils/{local}/close", {"on": "2027-01-01", "successors": [new]})).status_code == 200
    assert (await by.post(f"/councils/{new}/close", {"on": "2027-02-01", "successors": [newest]})).status_code == 200

    async def reports(on: str) -> tuple[str, list[str]]:
        [told] = (await by.get("/units/0701", on=on)).json()["posts"]
        return told["council"], told["reports_to"]

    assert await reports("2026-12-31") == (local, [local])
    assert await reports("2027-01-01") == (local, [new])
    assert await reports("2027-02-01") == (local, [newest])
