from dataclasses import dataclass
from datetime import date

from council_registry.application.ports import Meetings
from council_registry.domain.policy import Acting, Action, Place
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class SendMinutes:
    """Tell that the minutes went to those who were there."""

    meeting: str
    on: date


async def send_minutes(command: SendMinutes, by: Acting, call: Call, *, meetings: Meetings) -> Receipt:
    Place(frozenset((await meetings.get(command.meeting)).councils)).require(Action.SEND_MINUTES, by)
    return await meetings.change(command.meeting, call, lambda meeting, now: meeting.send_minutes(command.on, now))
