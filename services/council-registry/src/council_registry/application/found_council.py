from typing import Annotated

from pydantic import Field

from council_registry.application.inputs import Id, Input, UnitNumber
from council_registry.application.places import place_of
from council_registry.application.ports import Councils, Units
from council_registry.application.references import known
from council_registry.domain.council import Charter, found
from council_registry.domain.policy import Acting, Action
from council_registry.domain.refusals import ShortCodeTaken
from councilkit.events.cases import Line
from councilkit.events.councils import CouncilKind, Language, Level, Names, Side
from councilkit.ids import derived_id
from councilkit.ledger import Call, ClaimTaken, Receipt
from councilkit.privacy import Title


class CouncilNames(Input):
    nb: Title
    nn: Title
    en: Title


class FoundCouncil(Input):
    """Found a council for one unit or several, below its parent."""

    names: CouncilNames
    short: Annotated[str, Field(pattern=r"^[A-ZÆØÅ][A-ZÆØÅ0-9-]{1,14}$", description="Unique, and short enough to say")]
    level: Level
    kind: CouncilKind
    parent: Id | None = None
    units: Annotated[frozenset[UnitNumber], Field(min_length=1, max_length=50)]
    line: Line | None = None
    language: Language
    led_by: Side

    def charter(self) -> Charter:
        its_own = {"names": Names(**dict(self.names)), "units": tuple(sorted(self.units))}
        return Charter(**{**dict(self), **its_own})


async def found_council(command: FoundCouncil, call: Call, by: Acting, *, councils: Councils, units: Units) -> Receipt:
    charter = command.charter()
    its_units = await known(units, charter.units, field="/units")
    place_of(its_units).require(Action.FOUND_COUNCIL, by)
    [parent] = await known(councils, [charter.parent], field="/parent") if charter.parent else [None]
    council = derived_id("council", call.command_id)
    try:
        return await councils.open(
            council,
            call,
            lambda _: found(council, charter, units=its_units, parent=parent),
            claims=[f"short/{charter.short}"],
        )
    except ClaimTaken as taken:
        raise ShortCodeTaken(f"Another council is called {charter.short}.", field="/short") from taken
