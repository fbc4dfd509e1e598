from dataclasses import dataclass
from datetime import date

from council_registry.application.ports import Councils, Units
from council_registry.application.structure.places import place_of
from council_registry.application.structure.references import known
from council_registry.domain.charter import Charter
from council_registry.domain.policy import Acting, Action
from council_registry.domain.refusals import ShortCodeTaken
from council_registry.domain.structure import found
from councilkit.ids import derived_id
from councilkit.ledger import Call, ClaimTaken, Receipt


@dataclass(frozen=True)
class FoundCouncil:
    """Found a council for one unit or several, below its parent; before `starts` it is only planned."""

    charter: Charter
    starts: date | None = None


async def found_council(command: FoundCouncil, by: Acting, call: Call, *, councils: Councils, units: Units) -> Receipt:
    charter = command.charter
    its_units = await known(units, charter.units, field="/units")
    place_of(its_units).require(Action.FOUND_COUNCIL, by)
    [parent] = await known(councils, [charter.parent], field="/parent") if charter.parent else [None]
    council = derived_id("council", call.command_id)
    try:
        return await councils.open(
            council,
            call,
            lambda _: found(council, charter, units=its_units, parent=parent, starts=command.starts),
            claims=[f"short/{charter.short}"],
        )
    except ClaimTaken as taken:
        raise ShortCodeTaken(f"Another council is called {charter.short}.", field="/short") from taken
