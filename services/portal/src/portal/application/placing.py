"""What a council may be made for and stand under: suggestions for a form. The rules are the registry's."""

import asyncio
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from portal.application.gathering import whole
from portal.application.ports import Registry
from portal.application.refusals import Refused
from portal.application.structure import (
    CENTRAL,
    DIRECTORATE,
    LINE_UNIT,
    LOCAL,
    OFFICE,
    REGION,
    REGIONAL,
    CouncilCard,
    Unit,
)

ABOVE: Final = {LOCAL: REGIONAL, REGIONAL: CENTRAL}
OPEN: Final = ("active", "resting", "planned")
LEVELS: Final = (LOCAL, REGIONAL, CENTRAL)


@dataclass(frozen=True)
class Places:
    units: tuple[Unit, ...] = ()
    parents: tuple[CouncilCard, ...] = ()


async def places(registry: Registry, token: str, *, level: str, region: str | None) -> Places:
    """Give the units that a council of this level may be for, and the councils that it may stand under."""
    units, parents = await asyncio.gather(
        _units(registry, token, level, region), councils(registry, token, level=ABOVE.get(level), region=region)
    )
    return Places(units, parents if level in ABOVE else ())


def usual(places: Places) -> list[str]:
    """The council that most stand under: the user council, where there is one only."""
    found = [council.id for council in places.parents if council.kind == "user_council"]
    return found if len(found) == 1 else []


async def councils(
    registry: Registry, token: str, *, level: str | None, region: str | None = None
) -> tuple[CouncilCard, ...]:
    """Give the open councils of a level; at the centre there is no region."""
    lies_in = None if level == CENTRAL else region
    found = await whole(lambda cursor: registry.find_councils(token, cursor=cursor, level=level, region=lies_in))
    return tuple(council for council in found if council.status in OPEN)


async def units(registry: Registry, token: str, **where: str | None) -> tuple[Unit, ...]:
    found = await whole(lambda cursor: registry.find_units(token, cursor=cursor, **where))
    return tuple(unit for unit in found if unit.status in OPEN)


async def regions(registry: Registry, token: str) -> tuple[Unit, ...]:
    return await units(registry, token, kind=REGION)


def founding(unit: Unit) -> str:
    """The address at which a council for this unit is founded."""
    level = {OFFICE: LOCAL, REGION: REGIONAL}.get(unit.kind, CENTRAL)
    kind = "line_council" if unit.kind == LINE_UNIT else "user_council"
    named = {"kind": kind, "level": level, "region": unit.region or "", "units": unit.number}
    return f"/councils/new?{urlencode({name: value for name, value in named.items() if value})}"


async def region_of(registry: Registry, token: str, numbers: tuple[str, ...]) -> str | None:
    """Find the region that the first of these units lies in, or is."""
    try:
        return (await registry.unit_page(token, numbers[0])).region if numbers else None
    except Refused:
        return None


async def _units(registry: Registry, token: str, level: str, region: str | None) -> tuple[Unit, ...]:
    if level == LOCAL:
        return await units(registry, token, kind=OFFICE, parent=region)
    lines = units(registry, token, kind=LINE_UNIT)
    others = units(registry, token, kind=DIRECTORATE if level == CENTRAL else REGION)
    found = [unit for several in await asyncio.gather(others, lines) for unit in several]
    return tuple(unit for unit in found if level == CENTRAL or unit.kind == LINE_UNIT or unit.number == region)
