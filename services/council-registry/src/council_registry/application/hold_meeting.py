from typing import Annotated

from pydantic import Field

from council_registry.application.inputs import Id, Input
from council_registry.application.ports import Councils, Meetings
from council_registry.domain.policy import Acting, Action, Place
from councilkit.ledger import Call, Receipt


class HoldMeeting(Input):
    """Tell that a meeting took place, and the terms of those who came."""

    attended: Annotated[frozenset[Id], Field(min_length=1, max_length=500)]


async def hold_meeting(
    meeting: str, command: HoldMeeting, call: Call, by: Acting, *, meetings: Meetings, councils: Councils
) -> Receipt:
    planned = await meetings.get(meeting)
    Place(frozenset(planned.councils)).require(Action.HOLD_MEETING, by)
    met = [await councils.get(council) for council in planned.councils]
    came = sorted(command.attended)
    return await meetings.change(meeting, call, lambda meeting, now: meeting.hold(came, councils=met, now=now))
