from dataclasses import dataclass

from council_registry.application.ports import Meetings
from council_registry.domain.policy import Acting, Action, Place
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class WithdrawAbsence:
    """Say that whoever holds a term comes after all."""

    meeting: str
    term: str


async def withdraw_absence(command: WithdrawAbsence, by: Acting, call: Call, *, meetings: Meetings) -> Receipt:
    council = (await meetings.get(command.meeting)).absent.get(command.term)
    place = Place(frozenset({council} if council else ()), holdings=frozenset({command.term}))
    place.require(Action.WITHDRAW_ABSENCE, by)
    return await meetings.change(
        command.meeting, call, lambda meeting, now: meeting.withdraw_absence(command.term, now)
    )
