import asyncio
from dataclasses import dataclass, replace

from council_registry.application.ports import UnitList, Units
from council_registry.domain.policy import POLICY, Acting, Action
from council_registry.domain.unit import Unit
from councilkit.ledger import AlreadyThere, Call


@dataclass(frozen=True)
class LoadUnits:
    """Enter those units of an edition of the list that are not there yet."""

    edition: str


@dataclass(frozen=True)
class Loaded:
    listed: int
    known: int


async def load_units(command: LoadUnits, by: Acting, call: Call, *, units: Units, unit_list: UnitList) -> Loaded:
    POLICY.require(Action.LOAD_UNITS, by)
    outcomes = await asyncio.gather(*(_list(unit, call, units) for unit in unit_list(command.edition)))
    return Loaded(listed=sum(outcomes), known=len(outcomes) - sum(outcomes))


async def _list(unit: Unit, call: Call, units: Units) -> bool:
    # Each unit is a command of its own: what a crash left out is entered by a repeat.
    own = replace(call, command_id=f"{call.command_id}/{unit.number}", expected=None)
    try:
        await units.open(unit.number, own, lambda _: unit.listed())
    except AlreadyThere:
        return False
    return True
