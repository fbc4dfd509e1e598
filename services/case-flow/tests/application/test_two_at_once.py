"""Of two who act at once one wins, and the other hears what has changed; a repeated click does nothing twice."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from case_flow.application.answers.confirm_answer import ConfirmAnswer
from case_flow.application.answers.delay_answer import DelayAnswer
from case_flow.application.answers.dispute_answer import DisputeAnswer
from case_flow.application.answers.give_answer import GiveAnswer
from case_flow.application.answers.make_statement import MakeStatement
from case_flow.application.answers.register_answer import RegisterAnswer
from case_flow.application.ending.agree_follow_up import AgreeFollowUp
from case_flow.application.ending.close_case import CloseCase
from case_flow.application.ending.reopen_case import ReopenCase
from case_flow.application.ending.report_follow_up import ReportFollowUp
from case_flow.application.raising.propose_turning_away import ProposeTurningAway
from case_flow.application.raising.schedule_case import ScheduleCase
from case_flow.application.treating.put_on_agenda import PutOnAgenda
from case_flow.domain.case import Case
from case_flow.domain.refusals import WrongState
from case_flow.domain.transitions import State
from case_flow.testing.driver import NOW, Driver
from case_flow.testing.places import HARBOUR, OFFICE
from councilkit.callers import Holding
from councilkit.events.case_words import Party, Progress, Unfit
from councilkit.events.cases import AnswerOutcome
from councilkit.ledger import Stale
from councilkit.refusals import Kind, Refusal

SOON, LATER = NOW.date() + timedelta(days=7), NOW.date() + timedelta(days=30)
SHORT, REASON = "Fra nyttår.", "Skjemaet endres."
Deed = tuple[State, Callable[[Case], object], Holding]

MOVES: list[Deed] = [
    (State.TREATED, lambda case: MakeStatement(case.id, OFFICE.number, "Spør alltid om tolk."), HARBOUR.leader),
    (State.AWAITING_ANSWER, lambda case: GiveAnswer(case.id, AnswerOutcome.PARTLY, SHORT, REASON), OFFICE.manager),
    (
        State.AWAITING_ANSWER,
        lambda case: RegisterAnswer(case.id, str(case.meeting), AnswerOutcome.PARTLY, SHORT, REASON),
        HARBOUR.secretary,
    ),
    (State.COMING_HOME, lambda case: ConfirmAnswer(case.id), HARBOUR.member),
    (State.COMING_HOME, lambda case: DisputeAnswer(case.id, "Hva med telefonen?"), HARBOUR.member),
    (State.ANSWERED, lambda case: CloseCase(case.id), HARBOUR.member),
    (State.CLOSED, lambda case: ReopenCase(case.id, "Det skjer igjen."), HARBOUR.member),
]
STAYS: list[Deed] = [
    (State.AWAITING_ANSWER, lambda case: DelayAnswer(case.id, LATER, SHORT), OFFICE.manager),
    (
        State.IN_FOLLOW_UP,
        lambda case: AgreeFollowUp(case.id, REASON, Party(unit=OFFICE.number), SOON, LATER),
        HARBOUR.leader,
    ),
    (
        State.IN_FOLLOW_UP,
        lambda case: ReportFollowUp(case.id, case.follow_ups[0].id, Progress.UNDER_WAY),
        OFFICE.manager,
    ),
]


SAYS_ANEW: list[Deed] = [
    STAYS[0],
    STAYS[2],
    (State.REPORTED, lambda case: ScheduleCase(case.id, LATER), HARBOUR.leader),
    (State.REPORTED, lambda case: ProposeTurningAway(case.id, Unfit.OUTSIDE_MANDATE, REASON), HARBOUR.leader),
    (State.TREATED, lambda case: PutOnAgenda(case.id, str(case.meeting)), HARBOUR.secretary),
]


@pytest.mark.parametrize(("state", "deed", "by"), [*MOVES, *STAYS])
async def test_a_repeated_click_does_nothing_twice(
    case_flow: Driver, state: State, deed: Callable[[Case], object], by: Holding
) -> None:
    command = deed(await case_flow.case(await case_flow.a_case(state)))
    first = await case_flow.do(command, by, key="clicked")
    again = await case_flow.do(command, by, key="clicked")
    assert (again.stream, again.sequence, again.repeated) == (first.stream, first.sequence, True)


@pytest.mark.parametrize(("state", "deed", "by"), MOVES)
async def test_of_two_at_once_one_wins_and_the_other_hears_where_the_case_is_now(
    case_flow: Driver, state: State, deed: Callable[[Case], object], by: Holding
) -> None:
    case = await case_flow.case(await case_flow.a_case(state))
    both = await asyncio.gather(*(case_flow.do(deed(case), by) for _ in range(2)), return_exceptions=True)
    [refused] = [one for one in both if isinstance(one, Refusal)]
    now = (await case_flow.case(case.id)).state
    assert isinstance(refused, WrongState)
    assert refused.kind is Kind.CONFLICT
    assert f"A case that is {now}" in refused.detail


@pytest.mark.parametrize(("state", "deed", "by"), SAYS_ANEW)
async def test_where_the_case_stays_in_its_state_the_second_does_not_take_the_place_of_the_first(
    case_flow: Driver, state: State, deed: Callable[[Case], object], by: Holding
) -> None:
    case = await case_flow.case(await case_flow.a_case(state))
    before = (await case_flow.service.records.get(case.id)).sequence
    both = await asyncio.gather(*(case_flow.do(deed(case), by) for _ in range(2)), return_exceptions=True)
    [refused] = [one for one in both if isinstance(one, Refusal)]
    assert isinstance(refused, WrongState)
    assert "a moment ago" in refused.detail
    assert (await case_flow.service.records.get(case.id)).sequence == before + 1


@pytest.mark.parametrize(("state", "deed", "by"), [*MOVES, *STAYS])
async def test_who_acts_on_what_is_no_longer_so_is_told(
    case_flow: Driver, state: State, deed: Callable[[Case], object], by: Holding
) -> None:
    case = await case_flow.case(await case_flow.a_case(state))
    seen = (await case_flow.service.records.get(case.id)).sequence
    await case_flow.do(deed(case), by, expected=seen)
    with pytest.raises(Stale):
        await case_flow.do(deed(case), by, expected=seen)
