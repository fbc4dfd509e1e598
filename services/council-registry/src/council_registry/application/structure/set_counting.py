from dataclasses import dataclass

from council_registry.application.ports import Councils, Units
from council_registry.application.structure.places import place_of_council
from council_registry.domain import structure
from council_registry.domain.policy import Acting, Action
from councilkit.events.structure import CouncilCountingSet
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class SetCounting:
    """Say from which day a council's duties count, and whether it is left in peace."""

    wanted: CouncilCountingSet


async def set_counting(command: SetCounting, by: Acting, call: Call, *, councils: Councils, units: Units) -> Receipt:
    wanted = command.wanted
    place = await place_of_council(wanted.council, councils=councils, units=units)
    place.require(Action.SET_COUNTING, by)
    return await councils.change(wanted.council, call, lambda council, _: structure.set_counting(council, wanted))
