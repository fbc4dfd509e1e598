from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from council_registry.application.reading.directory import Directories
from council_registry.application.reading.standing import CouncilOnDay, UnitOnDay
from council_registry.domain.refusals import NoSuchUnit
from council_registry.domain.unit import Unit


@dataclass(frozen=True)
class UnitPage:
    found: UnitOnDay
    state: Unit
    councils: Sequence[CouncilOnDay]
    without_council: bool


async def read_unit(number: str, day: date, *, directories: Directories) -> UnitPage:
    directory = await directories.now()
    standing = directory.on(day)
    if number not in standing.units:
        raise NoSuchUnit(f"There is nothing here with the id {number}.", field="path")
    found = standing.units[number]
    state = directory.units[number].state
    return UnitPage(found, state, standing.councils_of[number], standing.without_council(found))
