from dataclasses import dataclass
from datetime import datetime

from council_registry.application.ports import Councils, Units
from council_registry.application.structure.places import place_of_council
from council_registry.domain.council import Council
from council_registry.domain.period import Period
from council_registry.domain.policy import Acting, Action
from council_registry.domain.seating import Seat
from councilkit.events.councils import SeatAdded, Side
from councilkit.ids import derived_id
from councilkit.ledger import Call, Receipt
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class AddSeat:
    """Put another chair in a council, for the users or for Nav."""

    council: str
    side: Side
    deputy_for: str | None = None  # whoever sits in it steps in for that seat


def seat_of(call: Call) -> str:
    return derived_id("seat", call.command_id)


async def add_seat(command: AddSeat, by: Acting, call: Call, *, councils: Councils, units: Units) -> Receipt:
    place = await place_of_council(command.council, councils=councils, units=units)
    place.require(Action.ADD_SEAT, by)
    seat = Seat(seat_of(call), command.side, command.deputy_for)

    def decide(council: Council, now: datetime) -> SeatAdded:
        council.require_open(Period.of(oslo_day(now)), "path")
        return council.seating.add_seat(seat)

    return await councils.change(command.council, call, decide)
