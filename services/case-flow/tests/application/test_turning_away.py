"""A case that is not for a council: Nav's side may think so, a user's seat says so, the council above may disagree."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from case_flow.application.raising.appeal import Appeal
from case_flow.application.raising.decide_appeal import DecideAppeal
from case_flow.application.raising.keep_case import KeepCase
from case_flow.application.raising.propose_turning_away import ProposeTurningAway
from case_flow.application.raising.schedule_case import ScheduleCase
from case_flow.application.raising.turn_away import TurnAway
from case_flow.application.reading.count_appeals import Appeals, count_appeals
from case_flow.domain.next_step import next_step
from case_flow.domain.refusals import AlreadyAppealed, NoAppeal, NobodyAbove, NotProposed, TooLate, WrongState
from case_flow.domain.transitions import Action, State
from case_flow.testing.driver import REPORT, Driver
from case_flow.testing.places import CENTRE, HARBOUR, OTHER_REGION, REGION, VALLEY
from councilkit.callers import Holding
from councilkit.events.case_words import Unfit
from councilkit.events.structure import CouncilClosed
from councilkit.policy import NotAllowed

WHY = "Dette gjelder kommunens byggesaker."


async def turned_away(case_flow: Driver, why: Unfit = Unfit.OUTSIDE_MANDATE) -> str:
    case = await case_flow.a_case()
    await case_flow.do(TurnAway(case, why, WHY), HARBOUR.leader)
    return case


async def waits_for(case_flow: Driver, case: str) -> tuple[Action, str | None] | None:
    step = next_step(await case_flow.case(case))
    return (step.action, step.council) if step else None


async def test_navs_side_proposes_and_a_users_seat_agrees(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    await case_flow.do(ProposeTurningAway(case, Unfit.OUTSIDE_MANDATE, WHY), HARBOUR.secretary)
    assert (await case_flow.case(case)).state is State.REPORTED
    assert await waits_for(case_flow, case) == (Action.TURN_AWAY, HARBOUR.id)
    await case_flow.do(TurnAway(case, Unfit.OUTSIDE_MANDATE, WHY), HARBOUR.member)
    assert (await case_flow.case(case)).state is State.TURNED_AWAY
    assert await waits_for(case_flow, case) is None


async def test_navs_side_turns_nothing_away(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    for stranger in (HARBOUR.secretary, HARBOUR.observer, VALLEY.leader):
        with pytest.raises(NotAllowed):
            await case_flow.do(TurnAway(case, Unfit.OUTSIDE_MANDATE, WHY), stranger)


async def test_a_users_seat_keeps_what_navs_side_would_turn_away(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    await case_flow.do(ProposeTurningAway(case, Unfit.OUTSIDE_MANDATE, WHY), HARBOUR.secretary)
    with pytest.raises(NotAllowed):
        await case_flow.do(KeepCase(case), HARBOUR.secretary)
    await case_flow.do(KeepCase(case), HARBOUR.member)
    assert await waits_for(case_flow, case) == (Action.SCHEDULE, HARBOUR.id)
    with pytest.raises(NotProposed):
        await case_flow.do(KeepCase(case), HARBOUR.member)


async def test_who_names_a_day_takes_the_case_up_whatever_was_proposed(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    await case_flow.do(ProposeTurningAway(case, Unfit.OUTSIDE_MANDATE, WHY), HARBOUR.secretary)
    await case_flow.do(ScheduleCase(case, date(2026, 12, 6)), HARBOUR.leader)
    assert await waits_for(case_flow, case) == (Action.PUT_ON_AGENDA, HARBOUR.id)


async def test_nothing_is_turned_away_that_has_been_treated(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    with pytest.raises(WrongState):
        await case_flow.do(TurnAway(case, Unfit.OUTSIDE_MANDATE, WHY), HARBOUR.leader)


@pytest.mark.parametrize("asker", [HARBOUR.member, HARBOUR.leader], ids=["its sender", "a user's seat"])
async def test_the_council_above_is_asked_and_lets_the_case_back_in(case_flow: Driver, asker: Holding) -> None:
    case = await turned_away(case_flow)
    await case_flow.do(Appeal(case, "Flere har opplevd det samme."), asker)
    assert await waits_for(case_flow, case) == (Action.OVERTURN, REGION.id)
    await case_flow.do(DecideAppeal(case, stands=False, reason="Gjelder mange."), REGION.member)
    back = await case_flow.case(case)
    assert (back.state, back.holder, back.turning_away) == (State.REPORTED, HARBOUR.id, None)
    assert await waits_for(case_flow, case) == (Action.SCHEDULE, HARBOUR.id)
    assert back.word_by
    assert back.word_by.on == date(2026, 12, 1)


async def test_it_stands_and_is_asked_no_second_time(case_flow: Driver) -> None:
    case = await turned_away(case_flow)
    await case_flow.do(Appeal(case, "Flere har opplevd det samme."), HARBOUR.member)
    with pytest.raises(AlreadyAppealed):
        await case_flow.do(Appeal(case, "Enda en gang."), HARBOUR.leader)
    await case_flow.do(DecideAppeal(case, stands=True, reason="Hører til i kommunen."), REGION.leader)
    assert (await case_flow.case(case)).state is State.TURNED_AWAY
    assert await waits_for(case_flow, case) is None
    with pytest.raises(AlreadyAppealed):
        await case_flow.do(Appeal(case, "Enda en gang."), HARBOUR.member)


async def test_only_users_of_the_council_that_was_asked_decide(case_flow: Driver) -> None:
    case = await turned_away(case_flow)
    await case_flow.do(Appeal(case, "Flere har opplevd det samme."), HARBOUR.member)
    for stranger in (REGION.secretary, REGION.observer, HARBOUR.leader, CENTRE.leader):
        with pytest.raises(NotAllowed):
            await case_flow.do(DecideAppeal(case, stands=False, reason="Nei."), stranger)


async def test_nothing_is_decided_that_nobody_asked(case_flow: Driver) -> None:
    case = await turned_away(case_flow)
    with pytest.raises((NoAppeal, NotAllowed)):
        await case_flow.do(DecideAppeal(case, stands=False, reason="Nei."), REGION.leader)


async def test_above_a_closed_council_stands_who_came_after_it(case_flow: Driver) -> None:
    case = await turned_away(case_flow)
    await case_flow.tell(CouncilClosed(council=REGION.id, on=date(2026, 11, 1), successors=(CENTRE.id,)))
    await case_flow.do(Appeal(case, "Flere har opplevd det samme."), HARBOUR.member)
    assert await waits_for(case_flow, case) == (Action.OVERTURN, CENTRE.id)


async def test_nobody_is_above_the_centre(case_flow: Driver) -> None:
    receipt = await case_flow.do(replace(REPORT, council=CENTRE.id), CENTRE.leader)
    case = case_flow.service.cases.id_of(receipt)
    await case_flow.do(TurnAway(case, Unfit.OUTSIDE_MANDATE, WHY), CENTRE.leader)
    with pytest.raises(NobodyAbove):
        await case_flow.do(Appeal(case, "Flere har opplevd det samme."), CENTRE.leader)


async def test_an_individual_case_is_appealed_as_long_as_its_texts_are_there(case_flow: Driver) -> None:
    case = await turned_away(case_flow, Unfit.INDIVIDUAL)
    case_flow.now = datetime(2026, 12, 17, 8, tzinfo=UTC)
    with pytest.raises(TooLate):
        await case_flow.do(Appeal(case, "Flere har opplevd det samme."), HARBOUR.member)


async def test_appeals_are_counted_where_they_were_decided_and_open_ones_go_on(case_flow: Driver) -> None:
    for stands in (True, False, None):
        case = await turned_away(case_flow)
        await case_flow.do(Appeal(case, "Gjelder flere."), HARBOUR.member)
        if stands is not None:
            await case_flow.do(DecideAppeal(case, stands, WHY), REGION.member)
    records = case_flow.service.records
    assert await count_appeals(REGION.id, records=records) == Appeals(waiting=1, stands=1, falls=1)
    closed = CouncilClosed(council=REGION.id, on=case_flow.now.date(), successors=(OTHER_REGION.id,))
    await case_flow.tell(closed)
    await case_flow.all_followed()
    assert await count_appeals(REGION.id, records=records) == Appeals(waiting=0, stands=1, falls=1)
    assert await count_appeals(OTHER_REGION.id, records=records) == Appeals(waiting=1, stands=0, falls=0)
