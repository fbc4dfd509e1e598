from collections.abc import Iterable
from dataclasses import dataclass

from council_registry.application.meetings.last_met import last_met
from council_registry.application.ports import Councils, Units
from council_registry.application.reading.directory import Directories
from council_registry.application.records import Records
from council_registry.application.structure.paths import leads_to
from council_registry.application.structure.places import place_of
from council_registry.application.structure.references import known
from council_registry.domain import structure
from council_registry.domain.policy import Acting, Action
from council_registry.domain.structure_refusals import NoSuccessor
from councilkit.events.structure import CouncilClosed
from councilkit.ledger import Call, Receipt
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class CloseCouncil:
    """Let there be no such council from a day on; one successor is a merger, several are a split."""

    wanted: CouncilClosed


async def close_council(
    command: CloseCouncil,
    by: Acting,
    call: Call,
    *,
    councils: Councils,
    units: Units,
    directories: Directories,
    records: Records,
) -> Receipt:
    wanted = command.wanted
    council = await councils.get(wanted.council)
    successors = await known(councils, wanted.successors, field="/successors")
    concerned = {number for one in (council, *successors) for number in one.charter.units}
    place_of([await units.get(number) for number in concerned], council.id).require(Action.CLOSE_COUNCIL, by)
    await _require_no_way_back(wanted, councils)
    below = [record.state for record in (await directories.now()).councils.values()]
    met = await last_met(council.id, records=records)
    return await councils.change(
        council.id,
        call,
        lambda council, now: structure.close(
            council, wanted, successors=successors, below=below, met=met, today=oslo_day(now)
        ),
    )


async def _require_no_way_back(wanted: CouncilClosed, councils: Councils) -> None:
    # Two closings in one moment may both pass here: who looks for the council that came after goes no step twice.
    async def after(id: str) -> Iterable[str]:
        ending = (await councils.get(id)).ending
        return ending.successors if ending else ()

    if await leads_to(wanted.council, wanted.successors, after):
        raise NoSuccessor("What a council goes into does not go into that council.", field="/successors")
