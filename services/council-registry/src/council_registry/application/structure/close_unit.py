from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from council_registry.application.ports import Units
from council_registry.application.reading.directory import Directories
from council_registry.application.structure.paths import leads_to
from council_registry.application.structure.references import known
from council_registry.domain import unit_structure
from council_registry.domain.policy import POLICY, Acting, Action
from council_registry.domain.structure_refusals import NoSuccessor
from council_registry.domain.unit import Unit
from councilkit.events.structure import UnitClosed
from councilkit.ledger import Call, Receipt
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class CloseUnit:
    """Let there be no such unit from a day on."""

    wanted: UnitClosed


async def close_unit(command: CloseUnit, by: Acting, call: Call, *, units: Units, directories: Directories) -> Receipt:
    POLICY.require(Action.CLOSE_UNIT, by)
    wanted = command.wanted
    await units.get(wanted.unit)
    successors = await _successors(wanted, units)
    directory = await directories.now()
    below = [record.state for record in directory.units.values()]
    councils = [record.state for record in directory.councils.values()]
    return await units.change(
        wanted.unit,
        call,
        lambda unit, now: unit_structure.close(
            unit, wanted, successors=successors, below=below, councils=councils, today=oslo_day(now)
        ),
    )


async def _successors(wanted: UnitClosed, units: Units) -> Sequence[Unit]:
    successors = await known(units, wanted.successors, field="/successors")

    async def after(number: str) -> Iterable[str]:
        ending = (await units.get(number)).ending
        return ending.successors if ending else ()

    if await leads_to(wanted.unit, wanted.successors, after):
        raise NoSuccessor("What a unit goes into does not go into that unit.", field="/successors")
    return successors
