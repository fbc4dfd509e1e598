from dataclasses import dataclass
from datetime import date

from council_registry.application.ports import Councils, Units
from council_registry.application.structure.places import place_of_council
from council_registry.domain import structure
from council_registry.domain.policy import Acting, Action
from councilkit.ledger import Call, Receipt
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class RestCouncil:
    """Tell that a council does not meet for the time being."""

    council: str
    on: date


async def rest_council(command: RestCouncil, by: Acting, call: Call, *, councils: Councils, units: Units) -> Receipt:
    place = await place_of_council(command.council, councils=councils, units=units)
    place.require(Action.REST_COUNCIL, by)
    return await councils.change(
        command.council, call, lambda council, now: structure.rest(council, command.on, oslo_day(now))
    )
