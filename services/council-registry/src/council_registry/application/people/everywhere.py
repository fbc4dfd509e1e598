"""Where somebody holds something: what is done to a whole person is asked for at each of these places."""

from collections.abc import Sequence

from council_registry.application.people.holds import Held, with_places
from council_registry.application.records import UNITS, Records
from council_registry.application.structure.places import place_of
from council_registry.domain.holding import Holding
from council_registry.domain.policy import Place


async def places_of(holdings: Sequence[Holding], *, records: Records) -> list[Place]:
    """Tell the place of each of these terms and posts."""
    return [await _place(held, records) for held in await with_places(holdings, records=records)]


async def _place(held: Held, records: Records) -> Place:
    if held.holding.organisation:
        return Place(organisations=frozenset({held.holding.organisation}))
    if held.council:
        units = await records.all_of(UNITS, held.council.charter.units)
        return place_of(list(units.values()), held.council.id)
    return place_of([held.unit] if held.unit else [])
