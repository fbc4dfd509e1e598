from dataclasses import dataclass

from council_registry.application.ports import Meetings
from council_registry.domain.policy import Acting, Action, Place
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class SignOff:
    """Not come to a gathering after all."""

    meeting: str


async def sign_off(command: SignOff, by: Acting, call: Call, *, meetings: Meetings) -> Receipt:
    Place(holdings=frozenset({by.id})).require(Action.SIGN_OFF, by)
    return await meetings.change(command.meeting, call, lambda meeting, now: meeting.sign_off(by.id, now))
