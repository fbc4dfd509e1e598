from dataclasses import dataclass
from datetime import date

from council_registry.application.ports import Councils, Units
from council_registry.application.structure.places import place_of_council
from council_registry.domain import structure, unit_structure
from council_registry.domain.policy import POLICY, Acting, Action
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class DropPlan:
    """Do not do with a council what was agreed for a day."""

    council: str
    on: date


@dataclass(frozen=True)
class DropUnitPlan:
    """Do not do with a unit what was agreed for a day."""

    unit: str
    on: date


async def drop_plan(command: DropPlan, by: Acting, call: Call, *, councils: Councils, units: Units) -> Receipt:
    place = await place_of_council(command.council, councils=councils, units=units)
    place.require(Action.DROP_PLAN, by)
    left = structure.without_plan(await councils.get(command.council), command.on).charters_from(command.on)
    parents = [await councils.get(parent) for parent in {charter.parent for charter in left} if parent]
    its_units = [await units.get(number) for number in {number for charter in left for number in charter.units}]
    return await councils.change(
        command.council,
        call,
        lambda council, _: structure.drop_plan(council, command.on, units=its_units, parents=parents),
    )


async def drop_unit_plan(command: DropUnitPlan, by: Acting, call: Call, *, units: Units) -> Receipt:
    POLICY.require(Action.DROP_UNIT_PLAN, by)
    left = unit_structure.without_plan(await units.get(command.unit), command.on).facts_from(command.on)
    parents = [await units.get(parent) for parent in {facts.parent for facts in left} if parent]
    return await units.change(
        command.unit, call, lambda unit, _: unit_structure.drop_plan(unit, command.on, parents=parents)
    )
