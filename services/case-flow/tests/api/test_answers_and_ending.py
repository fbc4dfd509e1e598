"""What units are asked and answer, and how a case ends, by its verbs."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import httpx2
import pytest

from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.http import Http
from case_flow.testing.places import DIRECTORATE, HARBOUR, OFFICE, REGION, VALLEY
from councilkit.callers import Holding
from councilkit.web.problems import TYPE_PREFIX

LATER = "2027-02-01"
SAID = {"outcome": "partly", "short": "Vi spør om tolk fra nyttår.", "reason": "Skjemaet endres."}
STATEMENT = {"unit": OFFICE.number, "text": "Spør alltid om tolk."}
AGREED = {
    "what": "Skjemaet får et felt.",
    "responsible": {"unit": OFFICE.number},
    "informed": [{"council": REGION.id}],
    "starts": "2026-12-01",
    "ends": LATER,
}


def slug(answer: httpx2.Response) -> str:
    return str(answer.json()["type"].removeprefix(TYPE_PREFIX))


async def test_a_statement_goes_out_with_a_minority_and_several_that_answer_together(
    http: Http, case_flow: Driver
) -> None:
    case, leader = await case_flow.a_case(State.TREATED), http.by(HARBOUR.leader)
    also = [{"unit": DIRECTORATE.number, "part": "line"}, {"unit": OFFICE.number, "part": "owner"}]
    body = {**STATEMENT, "minority": "To mener det haster mer.", "our_ref": "26/118", "also": also}
    assert (await leader.post(f"/cases/{case}/statement", body)).status_code == 200
    shown = (await leader.get(f"/cases/{case}")).json()
    assert shown["path"][-1]["texts"] == {
        "statement": "Spør alltid om tolk.",
        "minority": "To mener det haster mer.",
        "our_ref": "26/118",
    }
    [question] = shown["questions"]
    assert [(part["unit"], part["part"], part["given"]) for part in question["parts"]] == [
        (DIRECTORATE.number, "line", False),
        (OFFICE.number, "owner", False),
    ]
    assert [step["action"] for step in shown["waits"]] == ["give_answer", "give_part", "give_part"]


async def test_an_answer_is_joined_of_its_parts_and_comes_home(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    also = [{"unit": OFFICE.number, "part": "owner"}]
    deeds: list[tuple[Holding, str, dict[str, Any]]] = [
        (HARBOUR.leader, "statement", {**STATEMENT, "also": also}),
        (OFFICE.manager, "delay", {"until": LATER, "short": "Vi venter på kommunen."}),
        (OFFICE.owner, "part", SAID),
        (OFFICE.manager, "answer", {**SAID, "our_ref": "2026/4711"}),
        (HARBOUR.secretary, "confirm", {"on_behalf_of": HARBOUR.member.id}),
        (HARBOUR.leader, "follow-ups", AGREED),
    ]
    for by, verb, body in deeds:
        assert (await http.by(by).post(f"/cases/{case}/{verb}", body)).status_code == 200, verb
    shown = (await http.by(HARBOUR.member).get(f"/cases/{case}")).json()
    [follow_up] = shown["follow_ups"]
    assert (follow_up["what"], follow_up["informed"]) == (AGREED["what"], [{"council": REGION.id, "unit": None}])
    done = await http.by(OFFICE.manager).post(f"/cases/{case}/follow-ups/{follow_up['id']}", {"progress": "done"})
    closed = await http.by(HARBOUR.member).post(f"/cases/{case}/close", {"reason": "Vi er fornøyd."})
    again = await http.by(HARBOUR.member).post(f"/cases/{case}/reopen", {"reason": "Det skjer igjen."})
    assert (done.status_code, closed.status_code, again.status_code) == (200, 200, 200)
    assert (await case_flow.case(case)).state is State.REPORTED


async def test_an_oral_answer_is_told_with_its_meeting(http: Http, case_flow: Driver) -> None:
    case, meeting = await case_flow.a_case(State.AWAITING_ANSWER), await case_flow.a_meeting(HARBOUR)
    secretary = http.by(HARBOUR.secretary)
    assert (await secretary.post(f"/cases/{case}/oral-answer", {"meeting": meeting, **SAID})).status_code == 200
    shown = (await secretary.get(f"/cases/{case}")).json()
    assert (shown["state"], shown["path"][-1]["meeting"]) == ("coming_home", meeting)
    assert shown["short_answer"] == SAID["short"]


async def test_what_may_be_left_out_may_be_empty(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    asked = await http.by(HARBOUR.leader).post(
        f"/cases/{case}/statement", {**STATEMENT, "minority": "", "our_ref": " "}
    )
    answered = await http.by(OFFICE.manager).post(f"/cases/{case}/answer", {**SAID, "our_ref": ""})
    confirmed = await http.by(HARBOUR.member).post(f"/cases/{case}/confirm", {"on_behalf_of": ""})
    assert (asked.status_code, answered.status_code, confirmed.status_code) == (200, 200, 200)


LEADER, MANAGER = HARBOUR.leader, OFFICE.manager
Bad = tuple[State, Holding, str, dict[str, Any], str]
BAD: list[Bad] = [
    (State.AWAITING_ANSWER, MANAGER, "answer", {**SAID, "short": "Ja. Ja. Ja. Ja."}, "/short too-many-sentences"),
    (State.AWAITING_ANSWER, MANAGER, "delay", {"until": "2026-11-17", "short": "Snart."}, "/until day-passed"),
    (State.COMING_HOME, HARBOUR.secretary, "confirm", {}, "/on_behalf_of not-in-their-name"),
    (
        State.TREATED,
        LEADER,
        "statement",
        {**STATEMENT, "also": [{"unit": "1", "part": "line"}]},
        "/also/0/unit unknown-reference",
    ),
    (State.ANSWERED, LEADER, "follow-ups", {**AGREED, "responsible": {}}, "/responsible council-or-unit"),
    (
        State.ANSWERED,
        LEADER,
        "follow-ups",
        {**AGREED, "involved": [{"unit": "1", "council": "2"}]},
        "/involved/0 council-or-unit",
    ),
    (State.ANSWERED, LEADER, "follow-ups", {**AGREED, "starts": "2027-03-01"}, "/ends back-to-front"),
]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad[-1])
async def test_bad_input_names_its_field_and_its_rule(http: Http, case_flow: Driver, bad: Bad) -> None:
    state, by, verb, body, told = bad
    case = await case_flow.a_case(state)
    refused = await http.by(by).post(f"/cases/{case}/{verb}", body)
    assert refused.status_code == 422
    assert [f"{error['field']} {error['rule']}" for error in refused.json()["errors"]] == [told]


async def test_open_parts_and_open_follow_ups_are_named(http: Http, case_flow: Driver) -> None:
    asked, agreed = await case_flow.a_case(State.TREATED), await case_flow.a_case(State.IN_FOLLOW_UP)
    also = [{"unit": DIRECTORATE.number, "part": "line"}]
    await http.by(HARBOUR.leader).post(f"/cases/{asked}/statement", {**STATEMENT, "also": also})
    early = await http.by(OFFICE.manager).post(f"/cases/{asked}/answer", SAID)
    [one] = (await case_flow.case(agreed)).follow_ups
    open_still = await http.by(HARBOUR.member).post(f"/cases/{agreed}/close")
    assert (early.status_code, slug(early), early.json()["units"]) == (409, "parts-missing", [DIRECTORATE.number])
    assert (slug(open_still), open_still.json()["follow_ups"]) == ("open-follow-ups", [one.id])


async def test_of_two_at_once_the_second_hears_where_the_case_is_and_what_is_possible(
    http: Http, case_flow: Driver
) -> None:
    case = await case_flow.a_case(State.COMING_HOME)
    await http.by(HARBOUR.leader).post(f"/cases/{case}/confirm")
    late = await http.by(HARBOUR.member).post(f"/cases/{case}/confirm")
    assert (late.status_code, slug(late)) == (409, "wrong-state")
    assert "is answered" in late.json()["detail"]
    assert "close_case" in late.json()["detail"]


async def test_answers_out_tell_when_each_is_due_and_how_late_it_is(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case(State.AWAITING_ANSWER)
    due = (await case_flow.case(case)).questions[-1].due
    [item] = (await http.by(VALLEY.member).get("/answers-out")).json()["items"]
    assert (item["id"], item["due"]["on"], item["late"]) == (case, due.on.isoformat(), "none")
    lateness = []
    for days in (0, 1, 14):
        case_flow.now = datetime.combine(due.on + timedelta(days=days), time(12), UTC)
        [item] = (await http.by(VALLEY.member).get(f"/answers-out?region={REGION.id}")).json()["items"]
        lateness.append(item["late"])
    assert lateness == ["soon", "overdue", "above"]


async def test_answers_out_go_on_where_a_page_ended(http: Http, case_flow: Driver) -> None:
    cases = [await case_flow.a_case(State.AWAITING_ANSWER) for _ in range(3)]
    reader = http.by(REGION.leader)
    first = (await reader.get(f"/answers-out?council={HARBOUR.id}&limit=2")).json()
    rest = (await reader.get(f"/answers-out?council={HARBOUR.id}&limit=2&cursor={first['next']}")).json()
    assert sorted(item["id"] for item in [*first["items"], *rest["items"]]) == sorted(cases)
    assert rest["next"] is None
    foreign = (await reader.get("/cases?limit=2")).json()["next"]
    assert slug(await reader.get(f"/answers-out?cursor={foreign}")) == "cursor-malformed"
