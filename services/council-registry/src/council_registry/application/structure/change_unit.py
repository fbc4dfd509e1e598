from collections.abc import Iterable
from dataclasses import dataclass

from council_registry.application.ports import Units
from council_registry.application.structure.paths import leads_to
from council_registry.application.structure.references import known
from council_registry.domain import unit_structure
from council_registry.domain.policy import POLICY, Acting, Action
from council_registry.domain.structure_refusals import WouldBeCycle
from council_registry.domain.unit import Unit
from councilkit.events.structure import UnitChanged
from councilkit.ledger import Call, Receipt
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class ChangeUnit:
    """Give a unit another name, parent or line from a day on."""

    wanted: UnitChanged


async def change_unit(command: ChangeUnit, by: Acting, call: Call, *, units: Units) -> Receipt:
    POLICY.require(Action.CHANGE_UNIT, by)
    wanted = command.wanted
    await units.get(wanted.unit)
    parent = await _new_parent(wanted, units) if wanted.parent else None
    return await units.change(
        wanted.unit,
        call,
        lambda unit, now: unit_structure.change(unit, wanted, parent=parent, today=oslo_day(now)),
    )


async def _new_parent(wanted: UnitChanged, units: Units) -> Unit:
    # Two changes in one moment may both pass here and close a circle: who goes up from a unit goes no step twice.
    [parent] = await known(units, [wanted.parent or ""], field="/parent")

    async def above(number: str) -> Iterable[str]:
        return (await units.get(number)).parents_from(wanted.on)

    if await leads_to(wanted.unit, [parent.number], above):
        raise WouldBeCycle(f"Unit {parent.number} lies below {wanted.unit}.", field="/parent")
    return parent
