from datetime import date

import pytest

from case_flow.application.cases import id_in
from case_flow.application.raising.schedule_case import ScheduleCase
from case_flow.application.treating.put_on_agenda import PutOnAgenda
from case_flow.domain.next_step import next_step
from case_flow.domain.refusals import DayPassed, WrongState
from case_flow.domain.transitions import Action, State
from case_flow.testing.driver import REPORT, Driver
from case_flow.testing.places import HARBOUR, REGION
from councilkit.policy import NotAllowed

ADVENT = date(2026, 11, 29)


async def test_those_who_raised_a_case_are_to_hear_within_two_weeks_when_it_is_taken_up(case_flow: Driver) -> None:
    case = await case_flow.case(await case_flow.a_case())
    step = next_step(case)
    assert step
    assert (step.action, step.council, step.due and step.due.on) == (Action.SCHEDULE, HARBOUR.id, date(2026, 12, 1))


async def test_a_council_tells_when_it_takes_a_case_up_before_there_is_any_agenda(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    await case_flow.do(ScheduleCase(case, ADVENT), HARBOUR.secretary)
    told = await case_flow.case(case)
    step = next_step(told)
    assert step
    assert (told.state, told.scheduled, step.action, step.due) == (State.REPORTED, ADVENT, Action.PUT_ON_AGENDA, None)


async def test_a_council_may_name_another_day_later(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    await case_flow.do(ScheduleCase(case, ADVENT), HARBOUR.secretary)
    await case_flow.do(ScheduleCase(case, date(2026, 12, 6)), HARBOUR.leader)
    assert (await case_flow.case(case)).scheduled == date(2026, 12, 6)


@pytest.mark.parametrize("day", [date(2026, 11, 17), date(2025, 12, 24)])
async def test_nothing_is_taken_up_on_a_day_that_has_come(case_flow: Driver, day: date) -> None:
    case = await case_flow.a_case()
    with pytest.raises(DayPassed) as refused:
        await case_flow.do(ScheduleCase(case, day), HARBOUR.leader)
    assert refused.value.field == "/on"


async def test_a_member_and_another_council_tell_no_day(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    for stranger in (HARBOUR.member, REGION.leader):
        with pytest.raises(NotAllowed):
            await case_flow.do(ScheduleCase(case, ADVENT), stranger)


async def test_what_is_on_an_agenda_has_its_day(case_flow: Driver) -> None:
    case = id_in(str(await case_flow.do(REPORT, HARBOUR.leader)))
    await case_flow.do(PutOnAgenda(case, await case_flow.a_meeting(HARBOUR, held=False)), HARBOUR.secretary)
    with pytest.raises(WrongState):
        await case_flow.do(ScheduleCase(case, ADVENT), HARBOUR.secretary)
