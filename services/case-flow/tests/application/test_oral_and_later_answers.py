from datetime import date, timedelta

import pytest

from case_flow.application.answers.delay_answer import DelayAnswer
from case_flow.application.answers.give_answer import GiveAnswer
from case_flow.application.answers.register_answer import RegisterAnswer
from case_flow.domain.refusals import DayFarOff, DayPassed, MeetingNotHeld, TooManySentences
from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.places import DIRECTORATE, HARBOUR, OFFICE, REGION
from councilkit.events.cases import AnswerGiven, AnswerOutcome, RuleStatus
from councilkit.policy import NotAllowed
from councilkit.refusals import UnknownReference

FOLLOWED, SHORT, REASON = AnswerOutcome.FOLLOWED, "Vi spør om tolk fra nyttår.", "Lederen sa det i møtet."
LONG = "Ja. Fra nyttår. Skjemaet endres. Takk for rådet."


async def test_an_answer_that_was_given_in_a_meeting_is_written_down_by_the_council(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.AWAITING_ANSWER)
    meeting = await case_flow.a_meeting(HARBOUR, REGION)
    await case_flow.do(RegisterAnswer(case, meeting, FOLLOWED, SHORT, REASON), HARBOUR.secretary)
    told = (await case_flow.published())[-1].event()
    assert isinstance(told, AnswerGiven)
    assert (told.unit, told.meeting) == (OFFICE.number, meeting)
    assert (await case_flow.case(case)).state is State.COMING_HOME


async def test_no_answer_comes_out_of_a_meeting_that_the_council_did_not_hold(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.AWAITING_ANSWER)
    for meeting in (await case_flow.a_meeting(REGION), await case_flow.a_meeting(HARBOUR, held=False)):
        with pytest.raises(MeetingNotHeld) as refused:
            await case_flow.do(RegisterAnswer(case, meeting, FOLLOWED, SHORT, REASON), HARBOUR.secretary)
        assert refused.value.field == "/meeting"
    with pytest.raises(UnknownReference):
        await case_flow.do(RegisterAnswer(case, "nowhere", FOLLOWED, SHORT, REASON), HARBOUR.secretary)


async def test_the_unit_does_not_write_its_answer_into_the_councils_minutes(case_flow: Driver) -> None:
    case, meeting = await case_flow.a_case(State.AWAITING_ANSWER), await case_flow.a_meeting(HARBOUR)
    for stranger in (OFFICE.manager, REGION.leader):
        with pytest.raises(NotAllowed):
            await case_flow.do(RegisterAnswer(case, meeting, FOLLOWED, SHORT, REASON), stranger)


async def test_a_unit_that_is_at_work_names_a_new_day_that_it_stands_for(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.AWAITING_ANSWER)
    until = case_flow.now.date() + timedelta(days=90)
    await case_flow.do(DelayAnswer(case, until, "Vi venter på leverandøren."), OFFICE.manager)
    told = await case_flow.case(case)
    question = told.questions[-1]
    assert (told.state, question.delays, question.due.on) == (State.AWAITING_ANSWER, 1, until)
    assert question.due.status is RuleStatus.AGREED


async def test_a_new_day_lies_ahead_and_is_named_by_the_unit_that_was_asked(case_flow: Driver) -> None:
    case, today = await case_flow.a_case(State.AWAITING_ANSWER), case_flow.now.date()
    with pytest.raises(DayPassed) as refused:
        await case_flow.do(DelayAnswer(case, today, SHORT), OFFICE.manager)
    assert refused.value.field == "/until"
    for stranger in (DIRECTORATE.manager, HARBOUR.leader, OFFICE.owner):
        with pytest.raises(NotAllowed):
            await case_flow.do(DelayAnswer(case, today + timedelta(days=9), SHORT), stranger)


async def test_nobody_is_told_to_wait_for_ever(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.AWAITING_ANSWER)
    with pytest.raises(DayFarOff) as refused:
        await case_flow.do(DelayAnswer(case, date.max, SHORT), OFFICE.manager)
    assert refused.value.field == "/until"


async def test_a_short_answer_is_three_sentences_however_it_is_given(case_flow: Driver) -> None:
    case, meeting = await case_flow.a_case(State.AWAITING_ANSWER), await case_flow.a_meeting(HARBOUR)
    until = case_flow.now.date() + timedelta(days=9)
    for command, by in (
        (GiveAnswer(case, FOLLOWED, LONG, REASON), OFFICE.manager),
        (RegisterAnswer(case, meeting, FOLLOWED, LONG, REASON), HARBOUR.secretary),
        (DelayAnswer(case, until, LONG), OFFICE.manager),
    ):
        with pytest.raises(TooManySentences) as refused:
            await case_flow.do(command, by)
        assert refused.value.field == "/short"
