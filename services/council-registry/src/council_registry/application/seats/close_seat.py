from dataclasses import dataclass
from datetime import date

from council_registry.application.ports import Councils, Units
from council_registry.application.structure.places import place_of_council
from council_registry.domain.policy import Acting, Action
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class CloseSeat:
    """Let there be no such chair after a day."""

    council: str
    seat: str
    on: date


async def close_seat(command: CloseSeat, by: Acting, call: Call, *, councils: Councils, units: Units) -> Receipt:
    place = await place_of_council(command.council, councils=councils, units=units)
    place.require(Action.CLOSE_SEAT, by)
    return await councils.change(
        command.council, call, lambda council, _: council.seating.close_seat(command.seat, command.on)
    )
