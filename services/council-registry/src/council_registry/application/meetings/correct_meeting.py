from dataclasses import dataclass

from council_registry.application.meetings.guests import guests
from council_registry.application.ports import Councils, Meetings
from council_registry.application.records import Records
from council_registry.domain.policy import Acting, Action, Place
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class CorrectMeeting:
    """Tell anew who came to a meeting, and why."""

    meeting: str
    attended: tuple[str, ...]
    reason: str


async def correct_meeting(
    command: CorrectMeeting, by: Acting, call: Call, *, meetings: Meetings, councils: Councils, records: Records
) -> Receipt:
    held = await meetings.get(command.meeting)
    Place(frozenset(held.councils)).require(Action.CORRECT_MEETING, by)
    met = [await councils.get(council) for council in held.councils]
    coming = await guests(held.signed_up, records=records)
    return await meetings.change(
        command.meeting,
        call,
        lambda meeting, now: meeting.correct(command.attended, councils=met, guests=coming, now=now),
        texts={"reason": command.reason},
    )
