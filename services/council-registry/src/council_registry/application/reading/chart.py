"""The organisation chart: every unit below its parent, with its councils."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from council_registry.application.reading.standing import CouncilOnDay, Standing, UnitOnDay


@dataclass(frozen=True)
class Branch:
    unit: UnitOnDay
    councils: Sequence[CouncilOnDay]
    without_council: bool
    branches: Sequence["Branch"]


def chart(standing: Standing) -> Sequence[Branch]:
    """Tell the trees of a day; a unit whose parent is not there stands at the top."""
    below: dict[str | None, list[UnitOnDay]] = defaultdict(list)
    for unit in standing.open_units:
        parent = standing.units.get(unit.parent or "")
        below[parent.number if parent and parent.open else None].append(unit)

    def branch(unit: UnitOnDay) -> Branch:
        councils, without = standing.councils_of[unit.number], standing.without_council(unit)
        return Branch(unit, councils, without, [branch(one) for one in below[unit.number]])

    return [branch(unit) for unit in below[None]]
