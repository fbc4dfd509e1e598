from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from council_registry.application.reading.directory import Directories
from council_registry.application.reading.standing import CouncilOnDay, UnitOnDay
from council_registry.application.reading.succession import in_place_of
from council_registry.domain.refusals import NoSuchUnit
from council_registry.domain.unit import Unit


@dataclass(frozen=True)
class UnitPage:
    found: UnitOnDay
    state: Unit
    councils: Sequence[CouncilOnDay]
    without_council: bool
    reports_to: Mapping[str, Sequence[CouncilOnDay]]  # by post: who stands in the place of its council now


async def read_unit(number: str, day: date, *, directories: Directories) -> UnitPage:
    directory = await directories.now()
    standing = directory.on(day)
    if number not in standing.units:
        raise NoSuchUnit(f"There is nothing here with the id {number}.", field="path")
    found = standing.units[number]
    state = directory.units[number].state
    reports_to = {id: in_place_of(post.council, standing) for id, post in state.posts.items() if post.council}
    return UnitPage(found, state, standing.councils_of[number], standing.without_council(found), reports_to)
