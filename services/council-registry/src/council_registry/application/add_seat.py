from dataclasses import dataclass

from council_registry.application.places import place_of_council
from council_registry.application.ports import Councils, Units
from council_registry.domain.policy import Acting, Action
from councilkit.events.councils import Side
from councilkit.ids import derived_id
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class AddSeat:
    """Put another chair in a council, for the users or for Nav."""

    council: str
    side: Side


def seat_of(call: Call) -> str:
    return derived_id("seat", call.command_id)


async def add_seat(command: AddSeat, by: Acting, call: Call, *, councils: Councils, units: Units) -> Receipt:
    place = await place_of_council(command.council, councils=councils, units=units)
    place.require(Action.ADD_SEAT, by)
    seat = seat_of(call)
    return await councils.change(command.council, call, lambda council, _: council.add_seat(seat, command.side))
