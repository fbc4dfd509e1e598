import pytest

from case_flow.application.put_on_agenda import PutOnAgenda
from case_flow.domain.refusals import NoSuchCase, NotTheirMeeting
from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.places import HARBOUR, REGION, VALLEY
from councilkit.policy import NotAllowed
from councilkit.refusals import UnknownReference


async def test_the_secretary_puts_a_case_on_the_agenda_of_a_planned_meeting(case_flow: Driver) -> None:
    case, meeting = await case_flow.a_case(), await case_flow.a_meeting(HARBOUR, held=False)
    await case_flow.do(PutOnAgenda(case, meeting), HARBOUR.secretary)
    put = await case_flow.case(case)
    assert (put.state, put.meeting) == (State.ON_AGENDA, meeting)


async def test_a_joint_meeting_is_the_holders_too(case_flow: Driver) -> None:
    case, meeting = await case_flow.a_case(), await case_flow.a_meeting(VALLEY, HARBOUR)
    await case_flow.do(PutOnAgenda(case, meeting), HARBOUR.secretary)


async def test_another_councils_meeting_is_refused(case_flow: Driver) -> None:
    case, meeting = await case_flow.a_case(), await case_flow.a_meeting(REGION)
    with pytest.raises(NotTheirMeeting):
        await case_flow.do(PutOnAgenda(case, meeting), HARBOUR.secretary)


async def test_a_member_does_not_set_the_agenda(case_flow: Driver) -> None:
    case, meeting = await case_flow.a_case(), await case_flow.a_meeting(HARBOUR)
    with pytest.raises(NotAllowed):
        await case_flow.do(PutOnAgenda(case, meeting), HARBOUR.member)


async def test_an_unknown_meeting_is_refused_by_its_field(case_flow: Driver) -> None:
    with pytest.raises(UnknownReference) as refused:
        await case_flow.do(PutOnAgenda(await case_flow.a_case(), "nevermet"), HARBOUR.secretary)
    assert refused.value.field == "/meeting"


async def test_an_unknown_case_is_missing(case_flow: Driver) -> None:
    with pytest.raises(NoSuchCase):
        await case_flow.do(PutOnAgenda("nocase", await case_flow.a_meeting(HARBOUR)), HARBOUR.secretary)
