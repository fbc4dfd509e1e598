from datetime import timedelta

import pytest

from council_registry.application.hold_meeting import HoldMeeting
from council_registry.application.plan_meeting import PlanMeeting
from council_registry.domain.refusals import NoSuchMeeting, NotBegun, WrongState
from council_registry.testing.driver import NOW, Driver, Seated
from council_registry.testing.people import DIRECTORATE
from councilkit.events.meetings import MeetingForm, MeetingHeld, MeetingType
from councilkit.policy import NotAllowed
from councilkit.refusals import UnknownReference
from councilkit.testing.holdings import a_term


@pytest.fixture
async def seated(registry: Driver) -> Seated:
    return await registry.a_seated_council()


def plan(*councils: str) -> PlanMeeting:
    kind = MeetingType.JOINT_MEETING if len(councils) > 1 else MeetingType.COUNCIL_MEETING
    return PlanMeeting(councils, kind, MeetingForm.DIGITAL, NOW + timedelta(hours=1))


async def test_a_secretary_plans_a_meeting_and_tells_who_came(registry: Driver, seated: Seated) -> None:
    meeting = registry.service.meetings.id_of(await registry.do(plan(seated.id), seated.secretary))
    registry.now += timedelta(hours=3)
    await registry.do(HoldMeeting(meeting, (seated.leader.id,)), seated.secretary)
    held = (await registry.published())[-1].event()
    assert held == MeetingHeld(meeting=meeting, councils=(seated.id,), attended=(seated.leader.id,))


async def test_a_meeting_is_not_held_before_it_begins(registry: Driver, seated: Seated) -> None:
    meeting = registry.service.meetings.id_of(await registry.do(plan(seated.id), seated.leader))
    with pytest.raises(NotBegun):
        await registry.do(HoldMeeting(meeting, (seated.leader.id,)), seated.leader)


async def test_a_meeting_is_held_once(registry: Driver, seated: Seated) -> None:
    meeting = registry.service.meetings.id_of(await registry.do(plan(seated.id), seated.leader))
    registry.now += timedelta(hours=3)
    await registry.do(HoldMeeting(meeting, (seated.leader.id,)), seated.leader)
    with pytest.raises(WrongState):
        await registry.do(HoldMeeting(meeting, (seated.leader.id,)), seated.leader)


async def test_two_councils_meet_together(registry: Driver, seated: Seated) -> None:
    parent = (await registry.service.councils.get(seated.id)).charter.parent
    assert parent
    meeting = registry.service.meetings.id_of(await registry.do(plan(seated.id, parent), seated.leader))
    registry.now += timedelta(hours=3)
    await registry.do(HoldMeeting(meeting, (seated.leader.id,)), a_term(parent, "coordinator", side="nav"))
    assert (await registry.service.meetings.get(meeting)).councils == (seated.id, parent)


async def test_a_council_that_is_not_there_does_not_meet(registry: Driver, seated: Seated) -> None:
    with pytest.raises(UnknownReference) as refused:
        await registry.do(plan(seated.id, "unknown"), seated.leader)
    assert refused.value.field == "/councils"


async def test_neither_a_member_nor_the_directorate_calls_a_council_together(registry: Driver, seated: Seated) -> None:
    for by in (a_term(seated.id, "member"), DIRECTORATE):
        with pytest.raises(NotAllowed):
            await registry.do(plan(seated.id), by)


async def test_a_meeting_that_was_not_planned_is_not_held(registry: Driver, seated: Seated) -> None:
    with pytest.raises(NoSuchMeeting):
        await registry.do(HoldMeeting("unknown", (seated.leader.id,)), seated.leader)
