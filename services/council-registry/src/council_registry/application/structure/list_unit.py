from dataclasses import dataclass

from council_registry.application.ports import Units
from council_registry.application.structure.references import known
from council_registry.domain import unit_structure
from council_registry.domain.policy import POLICY, Acting, Action
from council_registry.domain.structure_refusals import UnitNumberTaken
from council_registry.domain.unit import Unit
from councilkit.ledger import AlreadyThere, Call, Receipt


@dataclass(frozen=True)
class ListUnit:
    """Enter a unit that is new in Nav."""

    unit: Unit


async def list_unit(command: ListUnit, by: Acting, call: Call, *, units: Units) -> Receipt:
    POLICY.require(Action.LIST_UNIT, by)
    unit = command.unit
    [parent] = await known(units, [unit.parent], field="/parent") if unit.parent else [None]
    try:
        return await units.open(unit.number, call, lambda _: unit_structure.list_unit(unit, parent))
    except AlreadyThere as there:
        raise UnitNumberTaken(f"There is a unit {unit.number}.", field="/number") from there
