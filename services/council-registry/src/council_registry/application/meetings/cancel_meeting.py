from dataclasses import dataclass

from council_registry.application.ports import Meetings
from council_registry.domain.policy import Acting, Action, Place
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class CancelMeeting:
    """Let a meeting not take place, and say why."""

    meeting: str
    reason: str


async def cancel_meeting(command: CancelMeeting, by: Acting, call: Call, *, meetings: Meetings) -> Receipt:
    Place(frozenset((await meetings.get(command.meeting)).councils)).require(Action.CANCEL_MEETING, by)
    return await meetings.change(
        command.meeting, call, lambda meeting, now: meeting.cancel(now), texts={"reason": command.reason}
    )
