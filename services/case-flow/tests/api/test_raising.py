from typing import Any

import pytest

from case_flow.domain.transitions import State
from case_flow.testing.driver import REPORT, Driver
from case_flow.testing.http import Http
from case_flow.testing.places import HARBOUR, REGION
from councilkit.testing.client import Asker
from councilkit.web.problems import TYPE_PREFIX

A_REPORT = {"council": HARBOUR.id, **REPORT.texts, "lines": ["AT", "H"]}
AWAY = {"why": "outside_mandate", "reason": "Hører hjemme i kommunen."}
WHY = {"reason": "Gjelder flere."}


async def done(asker: Asker, case: str, verb: str, body: dict[str, Any] | None = None) -> None:
    answer = await asker.post(f"/cases/{case}/{verb}", body)
    assert answer.status_code == 200, answer.text


async def test_a_case_is_raised_with_all_that_is_said_about_it(http: Http, case_flow: Driver) -> None:
    about = {"phase": "evaluating", "theme": "letters", "started_by": "users"}
    kept = {"restriction": {"basis": "offl-13", "until": "2026-12-24"}}
    made = await http.by(HARBOUR.leader).post("/cases", A_REPORT | about | kept)
    case = await case_flow.case(made.json()["id"])
    assert (case.phase, case.theme, case.started_by) == ("evaluating", "letters", "users")
    assert case.restriction
    assert case.restriction.basis == "offl-13"


async def test_a_restriction_that_is_over_already_is_refused_by_its_field(http: Http) -> None:
    kept = {"restriction": {"basis": "offl-13", "until": "2026-11-17"}}
    refused = await http.by(HARBOUR.leader).post("/cases", A_REPORT | kept)
    [error] = refused.json()["errors"]
    assert (refused.status_code, error["field"], error["rule"]) == (422, "/restriction/until", "day-passed")


async def test_a_case_is_scheduled_by_its_verb(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case()
    await done(http.by(HARBOUR.secretary), case, "schedule", {"on": "2026-12-06"})
    assert str((await case_flow.case(case)).scheduled) == "2026-12-06"


async def test_a_case_is_kept_turned_away_and_let_in_again_by_its_verbs(http: Http, case_flow: Driver) -> None:
    case, secretary, member = await case_flow.a_case(), http.by(HARBOUR.secretary), http.by(HARBOUR.member)
    await done(secretary, case, "turning-away", AWAY)
    await done(member, case, "keep")
    await done(secretary, case, "turning-away", AWAY)
    await done(member, case, "turn-away", AWAY)
    assert (await case_flow.case(case)).state is State.TURNED_AWAY
    await done(member, case, "appeal", WHY)
    await done(http.by(REGION.member), case, "overturn", WHY)
    assert (await case_flow.case(case)).state is State.REPORTED


async def test_what_was_turned_away_may_stand(http: Http, case_flow: Driver) -> None:
    case, member = await case_flow.a_case(), http.by(HARBOUR.member)
    await done(member, case, "turn-away", AWAY)
    await done(member, case, "appeal", WHY)
    await done(http.by(REGION.member), case, "uphold", WHY)
    assert (await case_flow.case(case)).state is State.TURNED_AWAY
    again = await member.post(f"/cases/{case}/appeal", WHY)
    assert (again.status_code, again.json()["type"]) == (409, f"{TYPE_PREFIX}already-appealed")


async def test_what_the_council_above_is_asked_waits_for_it_and_is_counted(http: Http, case_flow: Driver) -> None:
    case, member, above = await case_flow.a_case(), http.by(HARBOUR.member), http.by(REGION.member)
    await done(member, case, "turn-away", AWAY)
    await done(member, case, "appeal", WHY)
    [task] = (await above.get("/tasks")).json()["items"]
    assert (task["case"]["id"], task["action"], task["acting"]) == (case, "overturn", REGION.member.id)
    counted = {"council": REGION.id, "waiting": 1, "stands": 0, "falls": 0}
    assert (await above.get(f"/councils/{REGION.id}/appeals")).json() == counted
    await done(above, case, "uphold", WHY)
    assert (await above.get("/tasks")).json()["items"] == []
    assert (await above.get(f"/councils/{REGION.id}/appeals")).json() == counted | {"waiting": 0, "stands": 1}


@pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": "Kontoret har ordnet det."}])
async def test_a_case_is_withdrawn_with_or_without_a_reason(
    http: Http, case_flow: Driver, body: dict[str, str]
) -> None:
    case = await case_flow.a_case()
    await done(http.by(HARBOUR.member), case, "withdraw", body)
    shown = (await http.by(HARBOUR.member).get(f"/cases/{case}")).json()
    assert (shown["state"], shown["path"][-1]["texts"]) == ("withdrawn", {k: v for k, v in body.items() if v})


async def test_a_repeated_click_turns_away_once(http: Http, case_flow: Driver) -> None:
    case, leader = await case_flow.a_case(), http.by(HARBOUR.leader)
    first = await leader.post(f"/cases/{case}/turn-away", AWAY, key="12345678")
    again = await leader.post(f"/cases/{case}/turn-away", AWAY, key="12345678")
    assert (again.status_code, again.json()) == (200, first.json())


async def test_of_two_who_act_at_once_one_sees_what_has_changed(http: Http, case_flow: Driver) -> None:
    case, leader = await case_flow.a_case(), http.by(HARBOUR.leader)
    await done(http.by(HARBOUR.secretary), case, "schedule", {"on": "2026-12-06"})
    late = await leader.post(f"/cases/{case}/turn-away", AWAY, expected=1)
    assert (late.status_code, late.json()["type"]) == (412, f"{TYPE_PREFIX}stale")
