import pytest

from case_flow.application.reading.list_tasks import list_tasks
from case_flow.application.treating.put_on_agenda import PutOnAgenda
from case_flow.domain.refusals import MeetingOff, NoSuchCase, NotTheirMeeting
from case_flow.domain.transitions import Action, State
from case_flow.testing.driver import Driver
from case_flow.testing.places import HARBOUR, REGION, VALLEY
from councilkit.events.meetings import MeetingCancelled, MeetingCorrected, MeetingRegretted
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


async def cancel(case_flow: Driver, meeting: str) -> MeetingRegretted:
    """Tell that a meeting will not take place; gives what would take it back."""
    await case_flow.tell(MeetingCancelled(meeting=meeting, councils=(HARBOUR.id,)))
    return MeetingRegretted(meeting=meeting, councils=(HARBOUR.id,), entry=f"meeting-{meeting}:000002")


async def test_a_meeting_that_was_cancelled_treats_nothing(case_flow: Driver) -> None:
    case, meeting = await case_flow.a_case(), await case_flow.a_meeting(HARBOUR, held=False)
    await cancel(case_flow, meeting)
    with pytest.raises(MeetingOff) as refused:
        await case_flow.do(PutOnAgenda(case, meeting), HARBOUR.secretary)
    assert refused.value.field == "/meeting"


async def test_a_meeting_whose_cancelling_was_regretted_treats_cases_again(case_flow: Driver) -> None:
    case, meeting = await case_flow.a_case(), await case_flow.a_meeting(HARBOUR, held=False)
    await case_flow.tell(await cancel(case_flow, meeting))
    await case_flow.do(PutOnAgenda(case, meeting), HARBOUR.secretary)
    assert (await case_flow.case(case)).state is State.ON_AGENDA


async def test_a_regret_of_something_else_leaves_the_meeting_cancelled(case_flow: Driver) -> None:
    case, meeting = await case_flow.a_case(), await case_flow.a_meeting(HARBOUR, held=False)
    regretted = await cancel(case_flow, meeting)
    await case_flow.tell(regretted.model_copy(update={"entry": f"meeting-{meeting}:000001"}))
    with pytest.raises(MeetingOff):
        await case_flow.do(PutOnAgenda(case, meeting), HARBOUR.secretary)


async def test_a_case_whose_meeting_was_cancelled_waits_for_another_one(case_flow: Driver) -> None:
    case, meeting = await case_flow.a_case(), await case_flow.a_meeting(HARBOUR, held=False)
    await case_flow.do(PutOnAgenda(case, meeting), HARBOUR.secretary)
    assert await tasks_of(case_flow) == []
    await cancel(case_flow, meeting)
    assert await tasks_of(case_flow) == [(case, Action.PUT_ON_AGENDA)]
    await case_flow.do(PutOnAgenda(case, await case_flow.a_meeting(HARBOUR)), HARBOUR.secretary)
    assert await tasks_of(case_flow) == [(case, Action.TREAT)]


async def test_a_meeting_that_was_corrected_is_still_held(case_flow: Driver) -> None:
    case, meeting = await case_flow.a_case(), await case_flow.a_meeting(HARBOUR)
    await case_flow.tell(MeetingCorrected(meeting=meeting, councils=(HARBOUR.id,), attended=()))
    await case_flow.do(PutOnAgenda(case, meeting), HARBOUR.secretary)
    assert await tasks_of(case_flow) == [(case, Action.TREAT)]


async def tasks_of(case_flow: Driver) -> list[tuple[str, str]]:
    service = case_flow.service
    tasks = await list_tasks([HARBOUR.secretary], records=service.records, known=service.known, now=case_flow.now)
    return [(task.record.case.id, task.action) for task in tasks]
