from dataclasses import dataclass

from council_registry.application.ports import Councils, MeetingTypes, Units
from council_registry.application.structure.places import place_of, place_of_council
from council_registry.application.structure.references import known
from council_registry.domain.own_type import OwnType
from council_registry.domain.policy import Acting, Action, Place
from councilkit.ids import derived_id
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class MakeMeetingType:
    """Let a council, or a region for its councils, have meetings of a type of its own."""

    name: str
    council: str | None = None
    unit: str | None = None


async def make_meeting_type(
    command: MakeMeetingType, by: Acting, call: Call, *, meeting_types: MeetingTypes, councils: Councils, units: Units
) -> Receipt:
    own_type = OwnType(derived_id("meetingtype", call.command_id), command.council, command.unit)
    place = await place_of_type(own_type, councils=councils, units=units)
    place.require(Action.MAKE_MEETING_TYPE, by)
    return await meeting_types.open(own_type.id, call, lambda _: own_type.made(), texts={"name": command.name})


async def place_of_type(own_type: OwnType, *, councils: Councils, units: Units) -> Place:
    """Tell where a type belongs; a region's own is its officer's alone."""
    own_type.made()  # refused without, or with both
    if own_type.council:
        await known(councils, [own_type.council], field="/council")
        return await place_of_council(own_type.council, councils=councils, units=units)
    [unit] = await known(units, [own_type.unit or ""], field="/unit")
    own_type.require_region(unit)
    return place_of([unit])
