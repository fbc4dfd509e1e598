"""People with what they hold on a day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from council_registry.application.records import COUNCILS, HOLDINGS, UNITS, Records
from council_registry.domain.council import Council
from council_registry.domain.holding import Holding
from council_registry.domain.refusals import HoldingEnded
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


async def still_held(ids: Collection[str], today: date, *, records: Records) -> set[str]:
    """Tell those of a token's terms and posts that have not ended since it was made."""
    known = await records.all_of(HOLDINGS, ids)
    return {id for id in ids if id not in known or known[id].period.covers(today)}


async def refuse_ended(id: str, today: date, *, records: Records) -> None:
    if not await still_held({id}, today, records=records):
        raise HoldingEnded("The term or post has ended.", field="Acting-As")
