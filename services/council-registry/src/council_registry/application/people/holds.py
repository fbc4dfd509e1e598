"""People with what they hold on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from council_registry.application.records import COUNCILS, HOLDINGS, UNITS, Records
from council_registry.domain.council import Council
from council_registry.domain.holding import Holding
from council_registry.domain.unit import Unit


@dataclass(frozen=True)
class Held:
    """A term or a post, with where it is held."""

    holding: Holding
    council: Council | None
    unit: Unit | None


async def held_on(day: date, holds: Sequence[str], *, records: Records) -> list[Holding]:
    """Tell those of the terms and posts that run on the day."""
    found = await records.all_of(HOLDINGS, holds)
    return [found[id] for id in holds if id in found and found[id].period.covers(day)]


async def with_places(holdings: Sequence[Holding], *, records: Records) -> list[Held]:
    councils = await records.all_of(COUNCILS, {holding.council for holding in holdings if holding.council})
    units = await records.all_of(UNITS, {holding.unit for holding in holdings if holding.unit})
    return [Held(holding, councils.get(holding.council or ""), units.get(holding.unit or "")) for holding in holdings]
