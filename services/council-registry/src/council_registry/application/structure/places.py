"""Where the thing lies that a command is about."""

from collections.abc import Sequence

from council_registry.application.ports import Councils, Units
from council_registry.application.reading.standing import CouncilOnDay, Standing
from council_registry.domain.policy import Place
from council_registry.domain.unit import Unit


def place_of(units: Sequence[Unit], *councils: str) -> Place:
    regions, numbers = frozenset(unit.region for unit in units), frozenset(unit.number for unit in units)
    return Place(frozenset(councils), regions, numbers)


def place_on(standing: Standing, council: CouncilOnDay) -> Place:
    """Tell where a council lies on a day."""
    units = standing.units_of(council)
    regions, numbers = frozenset(unit.region for unit in units), frozenset(unit.number for unit in units)
    return Place(frozenset([council.id]), regions, numbers)


async def place_of_council(id: str, *, councils: Councils, units: Units) -> Place:
    council = await councils.get(id)
    return place_of([await units.get(number) for number in council.charter.units], id)
