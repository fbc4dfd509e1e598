"""What a council does with a case that it holds, and how it travels, by its verbs."""

from datetime import date
from typing import Any

import httpx2
import pytest

from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.http import Http
from case_flow.testing.places import CENTRE, HARBOUR, REGION, VALLEY
from councilkit.events.cases import RuleStatus
from councilkit.events.seating import MandateSet
from councilkit.events.structure import CouncilClosed
from councilkit.web.problems import TYPE_PREFIX

LATER = "2026-12-10"
REASON = "Vi må vite mer først."


def slug(answer: httpx2.Response) -> str:
    return str(answer.json()["type"].removeprefix(TYPE_PREFIX))


async def test_a_case_is_postponed_by_its_verb_and_says_until_when(http: Http, case_flow: Driver) -> None:
    case, secretary = await case_flow.a_case(State.ON_AGENDA), http.by(HARBOUR.secretary)
    done = await secretary.post(f"/cases/{case}/postpone", {"until": LATER, "reason": REASON})
    assert done.status_code == 200
    shown = (await secretary.get(f"/cases/{case}")).json()
    assert (shown["state"], shown["path"][-1]["texts"]) == ("postponed", {"reason": REASON})


async def test_the_third_postponement_is_asked_about_with_how_often_it_was(http: Http, case_flow: Driver) -> None:
    case, secretary = await case_flow.a_case(), http.by(HARBOUR.secretary)
    for _ in range(2):
        await case_flow.put_on_agenda(case)
        await case_flow.postpone(case)
    await case_flow.put_on_agenda(case)
    body: dict[str, Any] = {"until": LATER, "reason": REASON}
    refused = await secretary.post(f"/cases/{case}/postpone", body)
    assert (refused.status_code, slug(refused), refused.json()["postponed"]) == (409, "postponed-often", 2)
    assert (await secretary.post(f"/cases/{case}/postpone", {**body, "seen": True})).status_code == 200


async def test_a_day_that_has_come_is_refused_by_its_field(http: Http, case_flow: Driver) -> None:
    case, body = await case_flow.a_case(State.ON_AGENDA), {"until": "2026-11-17", "reason": REASON}
    refused = await http.by(HARBOUR.secretary).post(f"/cases/{case}/postpone", body)
    [error] = refused.json()["errors"]
    assert (refused.status_code, error["field"], error["rule"]) == (422, "/until", "day-passed")


async def test_a_case_is_treated_with_what_the_council_thinks(http: Http, case_flow: Driver) -> None:
    case, secretary = await case_flow.a_case(State.ON_AGENDA), http.by(HARBOUR.secretary)
    body = {"outcome": "statement", "opinion": "Vi støtter saken."}
    assert (await secretary.post(f"/cases/{case}/treat", body)).status_code == 200
    shown = (await secretary.get(f"/cases/{case}")).json()
    assert shown["path"][-1]["texts"] == {"opinion": "Vi støtter saken."}


async def test_an_opinion_that_nobody_has_written_is_none(http: Http, case_flow: Driver) -> None:
    case, secretary = await case_flow.a_case(State.ON_AGENDA), http.by(HARBOUR.secretary)
    assert (await secretary.post(f"/cases/{case}/treat", {"outcome": "hop", "opinion": ""})).status_code == 200
    assert (await secretary.get(f"/cases/{case}")).json()["path"][-1]["texts"] == {}


async def test_a_case_becomes_a_part_of_another_by_its_verb(http: Http, case_flow: Driver) -> None:
    one, other, leader = await case_flow.a_case(), await case_flow.a_case(), http.by(HARBOUR.leader)
    merged = await leader.post(f"/cases/{other}/merge", {"into": one, "reason": "Det er samme sak."})
    await case_flow.all_followed()
    assert merged.status_code == 200
    assert (await leader.get(f"/cases/{other}")).json()["state"] == "merged"
    assert (await leader.get(f"/cases/{one}")).json()["path"][-1]["what"] == "CaseJoined"


@pytest.mark.parametrize(
    ("into", "told"), [("nocase", (422, "unknown-reference")), ("itself", (422, "not-held-together"))]
)
async def test_what_a_case_cannot_be_a_part_of_is_refused_by_its_field(
    http: Http, case_flow: Driver, into: str, told: tuple[int, str]
) -> None:
    case = await case_flow.a_case()
    body = {"into": case if into == "itself" else into, "reason": "Det er samme sak."}
    refused = await http.by(HARBOUR.leader).post(f"/cases/{case}/merge", body)
    assert (refused.status_code, slug(refused), refused.json()["errors"][0]["field"]) == (*told, "/into")


async def test_a_day_says_whose_mandate_it_comes_from(http: Http, case_flow: Driver) -> None:
    starts, numbers = date(2026, 1, 1), {"receive_workdays": 3}
    mandate = MandateSet(council=REGION.id, version=1, starts=starts, status=RuleStatus.AGREED, numbers=numbers)
    await case_flow.tell(mandate)
    case = await case_flow.a_case(State.SENT)
    shown = (await http.by(HARBOUR.leader).get(f"/cases/{case}")).json()
    told = {"on": "2026-11-20", "rule": "receive", "source": "mandate", "status": "agreed", "council": REGION.id}
    assert shown["next"]["due"] == told


async def test_what_was_sent_is_taken_back_by_its_verb(http: Http, case_flow: Driver) -> None:
    case, leader = await case_flow.a_case(State.SENT), http.by(HARBOUR.leader)
    assert "regret_sending" in {one["action"] for one in (await leader.get(f"/cases/{case}")).json()["actions"]}
    assert (await leader.post(f"/cases/{case}/regret", {})).status_code == 200
    again = await leader.post(f"/cases/{case}/regret", {})
    assert (again.status_code, slug(again)) == (409, "wrong-state")


async def test_a_case_comes_back_with_the_place_where_it_belongs(http: Http, case_flow: Driver) -> None:
    case, body = await case_flow.a_case(State.SENT), {"reason": "Det er deres sak.", "suggested": VALLEY.id}
    assert (await http.by(REGION.leader).post(f"/cases/{case}/return", body)).status_code == 200
    assert (await case_flow.case(case)).state is State.TREATED


async def test_a_council_that_nobody_came_after_is_refused_by_its_field(http: Http, case_flow: Driver) -> None:
    case, leader = await case_flow.a_case(State.TREATED), http.by(HARBOUR.leader)
    await case_flow.tell(CouncilClosed(council=CENTRE.id, on=case_flow.now.date()))
    body = {"to": CENTRE.id, "wish": "answer", "reason": "Gjelder hele landet."}
    refused = await leader.post(f"/cases/{case}/send", body)
    assert (refused.status_code, slug(refused), refused.json()["errors"][0]["field"]) == (422, "no-more", "/to")


async def test_an_afterthought_is_added_by_its_verb(http: Http, case_flow: Driver) -> None:
    case, secretary = await case_flow.a_case(State.AWAITING_ANSWER), http.by(HARBOUR.secretary)
    note = {"note": "Dette gjelder også brev."}
    assert (await secretary.post(f"/cases/{case}/notes", note)).status_code == 200
    assert (await secretary.get(f"/cases/{case}")).json()["path"][-1]["texts"] == note


async def test_a_repeated_click_gets_the_same_receipt_and_does_nothing_twice(http: Http, case_flow: Driver) -> None:
    case, meeting = await case_flow.a_case(), await case_flow.a_meeting(HARBOUR)
    secretary = http.by(HARBOUR.secretary)
    for verb, body in {
        "agenda": {"meeting": meeting},
        "notes": {"note": "Vi tar den først."},
        "treat": {"outcome": "hop"},
        "send": {"to": REGION.id, "wish": "answer", "reason": "Gjelder hele regionen."},
        "regret": {},
    }.items():
        sequence = (await case_flow.service.records.get(case)).sequence
        twice = [await secretary.post(f"/cases/{case}/{verb}", body, key=f"the-same-{verb}") for _ in range(2)]
        assert [one.status_code for one in twice] == [200, 200]
        assert twice[0].json() == twice[1].json()
        assert (await case_flow.service.records.get(case)).sequence == sequence + 1


async def test_who_saw_an_older_case_is_told_so_and_changes_nothing(http: Http, case_flow: Driver) -> None:
    case, secretary = await case_flow.a_case(State.ON_AGENDA), http.by(HARBOUR.secretary)
    seen = (await case_flow.service.records.get(case)).sequence
    await case_flow.postpone(case)
    late = await secretary.post(f"/cases/{case}/treat", {"outcome": "hop"}, expected=seen)
    assert (late.status_code, slug(late)) == (412, "stale")
