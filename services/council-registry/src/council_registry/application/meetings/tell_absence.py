from dataclasses import dataclass

from council_registry.application.ports import Councils, Meetings
from council_registry.domain.attendance import council_of
from council_registry.domain.policy import Acting, Action, Place
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class TellAbsence:
    """Say that whoever holds a term cannot come to a meeting."""

    meeting: str
    term: str


async def tell_absence(
    command: TellAbsence, by: Acting, call: Call, *, meetings: Meetings, councils: Councils
) -> Receipt:
    planned = await meetings.get(command.meeting)
    meet = [await councils.get(council) for council in planned.councils]
    council = council_of(command.term, meet, planned.day)
    place = Place(frozenset({council}), holdings=frozenset({command.term}))
    place.require(Action.TELL_ABSENCE, by)
    return await meetings.change(
        command.meeting, call, lambda meeting, now: meeting.tell_absence(command.term, council, now)
    )
