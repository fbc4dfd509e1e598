from council_registry.application.inputs import Input
from council_registry.application.places import place_of_council
from council_registry.application.ports import Councils, Units
from council_registry.domain.policy import Acting, Action
from councilkit.events.councils import Side
from councilkit.ids import derived_id
from councilkit.ledger import Call, Receipt


class AddSeat(Input):
    """Put another chair in a council, for the users or for Nav."""

    side: Side


def seat_of(call: Call) -> str:
    return derived_id("seat", call.command_id)


async def add_seat(
    council: str, command: AddSeat, call: Call, by: Acting, *, councils: Councils, units: Units
) -> Receipt:
    place = await place_of_council(council, councils=councils, units=units)
    place.require(Action.ADD_SEAT, by)
    return await councils.change(council, call, lambda council, _: council.add_seat(seat_of(call), command.side))
