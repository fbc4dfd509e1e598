from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from council_registry.application.reading.directory import Directories
from council_registry.application.reading.standing import CouncilOnDay, Standing
from council_registry.application.reading.succession import Succession, predecessors, successors
from council_registry.application.records import Records
from council_registry.application.structure.places import place_of
from council_registry.domain.policy import Place
from council_registry.domain.refusals import NoSuchCouncil


@dataclass(frozen=True)
class CouncilPage:
    found: CouncilOnDay
    standing: Standing
    place: Place
    raised: int
    answered: int
    predecessors: Sequence[Succession]
    successors: Sequence[Succession]


async def read_council(id: str, day: date, *, directories: Directories, records: Records) -> CouncilPage:
    directory = await directories.now()
    standing = directory.on(day)
    if id not in standing.councils:
        raise NoSuchCouncil(f"There is nothing here with the id {id}.", field="path")
    raised, answered = await records.count_cases(id)
    found = standing.councils[id]
    units = [directory.units[number].state for number in found.council.charter.units if number in directory.units]
    return CouncilPage(
        found,
        standing,
        place_of(units, id),  # where it lies by now: what may be done is done today
        raised,
        answered,
        predecessors=predecessors(id, standing),
        successors=successors(id, standing),
    )
