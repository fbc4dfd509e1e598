"""Everything that is ever told of meetings, once."""

from datetime import timedelta

from council_registry.application.meetings.arrange_meeting import ArrangeMeeting
from council_registry.application.meetings.cancel_meeting import CancelMeeting
from council_registry.application.meetings.convene_meeting import ConveneMeeting
from council_registry.application.meetings.correct_meeting import CorrectMeeting
from council_registry.application.meetings.drop_meeting_type import DropMeetingType
from council_registry.application.meetings.hold_meeting import HoldMeeting
from council_registry.application.meetings.make_meeting_type import MakeMeetingType
from council_registry.application.meetings.move_meeting import MoveMeeting
from council_registry.application.meetings.plan_meeting import PlanMeeting
from council_registry.application.meetings.regret_meeting import RegretMeeting
from council_registry.application.meetings.send_minutes import SendMinutes
from council_registry.application.meetings.sign_off import SignOff
from council_registry.application.meetings.sign_up import SignUp
from council_registry.application.meetings.tell_absence import TellAbsence
from council_registry.application.meetings.withdraw_absence import WithdrawAbsence
from council_registry.testing.driver import Driver, Seated
from councilkit.events.meetings import Access, MeetingForm, MeetingType
from councilkit.workdays import oslo_day

AN_HOUR = timedelta(hours=1)


async def every_deed_with_meetings(registry: Driver, seated: Seated) -> None:
    """Bring a meeting of a type of its own from the plan to the minutes, and back once on the way."""
    made = await registry.do(MakeMeetingType("Kveldsmøte", seated.id), seated.secretary)
    own_type = registry.service.meeting_types.id_of(made)
    plan = PlanMeeting(
        (seated.id,),
        MeetingType.OTHER,
        MeetingForm.HYBRID,
        registry.now + AN_HOUR,
        registry.now + 2 * AN_HOUR,
        (Access.STEP_FREE,),
        own_type=own_type,
        sign_up=True,
        texts={"place": "Biblioteket", "link": "https://example.no/mote"},
    )
    meeting = registry.service.meetings.id_of(await registry.do(plan, seated.secretary))
    ahead = (
        ArrangeMeeting(meeting, MeetingForm.PHYSICAL, (Access.HEARING_LOOP,), {"place": "Rådhuset"}),
        ConveneMeeting(meeting),
        MoveMeeting(meeting, registry.now + 2 * AN_HOUR),
        CancelMeeting(meeting, "For mange har meldt forfall."),
        RegretMeeting(meeting),
        TellAbsence(meeting, seated.leader.id),
        WithdrawAbsence(meeting, seated.leader.id),
        SignUp(meeting),
        SignOff(meeting),
    )
    for deed in ahead:
        await registry.do(deed, seated.secretary)
    registry.now += 3 * AN_HOUR
    afterwards = (
        HoldMeeting(meeting, (seated.leader.id,)),
        CorrectMeeting(meeting, (seated.leader.id,), "Feil navn i lista."),
        SendMinutes(meeting, oslo_day(registry.now)),
        DropMeetingType(own_type),
    )
    for done in afterwards:
        await registry.do(done, seated.secretary)
