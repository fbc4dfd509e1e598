from dataclasses import dataclass

from council_registry.application.ports import Meetings
from council_registry.domain.policy import Acting, Action, Place
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class ConveneMeeting:
    """Let the notice of a meeting go out."""

    meeting: str


async def convene_meeting(command: ConveneMeeting, by: Acting, call: Call, *, meetings: Meetings) -> Receipt:
    Place(frozenset((await meetings.get(command.meeting)).councils)).require(Action.CONVENE_MEETING, by)
    return await meetings.change(command.meeting, call, lambda meeting, now: meeting.convene(now))
