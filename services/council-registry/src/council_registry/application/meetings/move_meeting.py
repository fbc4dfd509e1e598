from dataclasses import dataclass
from datetime import datetime

from council_registry.application.ports import Councils, Meetings
from council_registry.domain.attendance import require_open
from council_registry.domain.meeting import Meeting
from council_registry.domain.policy import Acting, Action, Place
from councilkit.events.meetings import MeetingMoved
from councilkit.ledger import Call, Receipt
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class MoveMeeting:
    """Give a meeting another time."""

    meeting: str
    starts_at: datetime
    ends_at: datetime | None = None


async def move_meeting(
    command: MoveMeeting, by: Acting, call: Call, *, meetings: Meetings, councils: Councils
) -> Receipt:
    planned = await meetings.get(command.meeting)
    Place(frozenset(planned.councils)).require(Action.MOVE_MEETING, by)
    met = [await councils.get(council) for council in planned.councils]

    def decide(meeting: Meeting, now: datetime) -> MeetingMoved:
        require_open(met, oslo_day(command.starts_at))
        return meeting.move(command.starts_at, command.ends_at, now)

    return await meetings.change(command.meeting, call, decide)
