from dataclasses import dataclass
from datetime import datetime

from council_registry.application.ports import Councils, Meetings
from council_registry.application.references import known
from council_registry.domain.meeting import Meeting
from council_registry.domain.policy import Acting, Action, Place
from councilkit.events.meetings import MeetingForm, MeetingType
from councilkit.ids import derived_id
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class PlanMeeting:
    """Set the time of a meeting of one council, or of several together."""

    councils: tuple[str, ...]
    type: MeetingType
    form: MeetingForm
    starts_at: datetime


async def plan_meeting(
    command: PlanMeeting, by: Acting, call: Call, *, meetings: Meetings, councils: Councils
) -> Receipt:
    await known(councils, command.councils, field="/councils")
    Place(frozenset(command.councils)).require(Action.PLAN_MEETING, by)
    meeting = Meeting(derived_id("meeting", call.command_id), **vars(command))
    return await meetings.open(meeting.id, call, lambda _: meeting.planned())
