from dataclasses import dataclass

from council_registry.application.ports import Meetings
from council_registry.domain.policy import Acting, Action, Place
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class RegretMeeting:
    """Take the last notice, move or cancelling back before anybody was told."""

    meeting: str


async def regret_meeting(command: RegretMeeting, by: Acting, call: Call, *, meetings: Meetings) -> Receipt:
    Place(frozenset((await meetings.get(command.meeting)).councils)).require(Action.REGRET_MEETING, by)
    return await meetings.change(command.meeting, call, lambda meeting, now: meeting.regret(now))
