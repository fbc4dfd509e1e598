from dataclasses import dataclass

from council_registry.application.ports import Meetings
from council_registry.domain.policy import POLICY, Acting, Action
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class SignUp:
    """Come to a gathering."""

    meeting: str


async def sign_up(command: SignUp, by: Acting, call: Call, *, meetings: Meetings) -> Receipt:
    POLICY.require(Action.SIGN_UP, by)
    return await meetings.change(command.meeting, call, lambda meeting, now: meeting.sign(by.id, now))
