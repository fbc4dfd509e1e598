from dataclasses import dataclass
from datetime import datetime

from council_registry.application.ports import Councils, Meetings
from council_registry.domain.meeting import Meeting
from council_registry.domain.policy import Acting, Action, Place
from councilkit.events.meetings import MeetingRegretted
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class RegretMeeting:
    """Take the last notice, move or cancelling back before anybody was told."""

    meeting: str


async def regret_meeting(
    command: RegretMeeting, by: Acting, call: Call, *, meetings: Meetings, councils: Councils
) -> Receipt:
    told = await meetings.get(command.meeting)
    Place(frozenset(told.councils)).require(Action.REGRET_MEETING, by)
    met = [await councils.get(council) for council in told.councils]

    def decide(meeting: Meeting, now: datetime) -> MeetingRegretted:
        return meeting.regret(now, councils=met)

    return await meetings.change(command.meeting, call, decide)
