from dataclasses import dataclass

from council_registry.application.meetings.guests import guests
from council_registry.application.ports import Councils, Meetings
from council_registry.application.records import Records
from council_registry.domain.policy import Acting, Action, Place
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class HoldMeeting:
    """Tell that a meeting took place, and the terms of those who came."""

    meeting: str
    attended: tuple[str, ...]


async def hold_meeting(
    command: HoldMeeting, by: Acting, call: Call, *, meetings: Meetings, councils: Councils, records: Records
) -> Receipt:
    planned = await meetings.get(command.meeting)
    Place(frozenset(planned.councils)).require(Action.HOLD_MEETING, by)
    met = [await councils.get(council) for council in planned.councils]
    coming = await guests(planned.signed_up, records=records)
    return await meetings.change(
        command.meeting, call, lambda meeting, now: meeting.hold(command.attended, councils=met, guests=coming, now=now)
    )
