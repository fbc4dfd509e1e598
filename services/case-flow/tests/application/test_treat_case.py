import asyncio

import pytest

from case_flow.application.treating.put_on_agenda import PutOnAgenda
from case_flow.application.treating.treat_case import TreatCase
from case_flow.domain.refusals import MeetingNotHeld, WrongState
from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.places import HARBOUR
from councilkit.events.cases import Outcome
from councilkit.events.meetings import MeetingHeld

TO_THE_REGION = Outcome.HOP


async def test_a_case_is_treated_once_its_meeting_was_held(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.ON_AGENDA)
    await case_flow.do(TreatCase(case, TO_THE_REGION), HARBOUR.secretary)
    assert (await case_flow.case(case)).outcome is TO_THE_REGION


async def test_a_case_is_not_treated_before_its_meeting(case_flow: Driver) -> None:
    case, meeting = await case_flow.a_case(), await case_flow.a_meeting(HARBOUR, held=False)
    await case_flow.do(PutOnAgenda(case, meeting), HARBOUR.secretary)
    with pytest.raises(MeetingNotHeld):
        await case_flow.do(TreatCase(case, TO_THE_REGION), HARBOUR.secretary)


async def test_news_of_the_meeting_that_is_still_on_its_way_is_waited_for(patient_case_flow: Driver) -> None:
    case_flow = patient_case_flow
    case, meeting = await case_flow.a_case(), await case_flow.a_meeting(HARBOUR, held=False)
    await case_flow.do(PutOnAgenda(case, meeting), HARBOUR.secretary)
    treating = asyncio.create_task(case_flow.do(TreatCase(case, TO_THE_REGION), HARBOUR.secretary))
    await asyncio.sleep(0.01)
    await case_flow.tell(MeetingHeld(meeting=meeting, councils=(HARBOUR.id,), attended=()))
    await treating
    assert (await case_flow.case(case)).state is State.TREATED


async def test_treating_again_with_the_same_key_is_no_second_treatment(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.ON_AGENDA)
    first = await case_flow.do(TreatCase(case, TO_THE_REGION), HARBOUR.secretary, key="the same")
    again = await case_flow.do(TreatCase(case, TO_THE_REGION), HARBOUR.secretary, key="the same")
    assert (again.sequence, again.repeated) == (first.sequence, True)
    with pytest.raises(WrongState, match="possible now: send_case, make_statement"):
        await case_flow.do(TreatCase(case, TO_THE_REGION), HARBOUR.secretary)
