from dataclasses import dataclass

from council_registry.application.meetings.make_meeting_type import place_of_type
from council_registry.application.ports import Councils, MeetingTypes, Units
from council_registry.domain.policy import Acting, Action
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class DropMeetingType:
    """Plan no more meetings of a type."""

    own_type: str


async def drop_meeting_type(
    command: DropMeetingType, by: Acting, call: Call, *, meeting_types: MeetingTypes, councils: Councils, units: Units
) -> Receipt:
    place = await place_of_type(await meeting_types.get(command.own_type), councils=councils, units=units)
    place.require(Action.DROP_MEETING_TYPE, by)
    return await meeting_types.change(command.own_type, call, lambda own_type, _: own_type.drop())
