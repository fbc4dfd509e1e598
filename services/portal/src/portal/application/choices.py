"""What a form offers to choose from. Only suggestions: the rules are the services', which may still say no."""

import asyncio
from dataclasses import dataclass

from portal.application.deeds import Deed
from portal.application.meetings import Meeting
from portal.application.ports import Registry
from portal.application.resources import Case, Council, CouncilName, UnitName

REGIONAL, CENTRAL = "regional", "central"


@dataclass(frozen=True)
class Choices:
    holder: Council
    up: tuple[CouncilName, ...] = ()
    down: tuple[CouncilName, ...] = ()
    units: tuple[UnitName, ...] = ()
    meetings: tuple[Meeting, ...] = ()


async def choices(registry: Registry, token: str, deed: Deed, case: Case) -> Choices:
    holder = await registry.council(token, case.holder)
    match deed.verb:
        case "agenda":
            ahead = [one for one in await registry.meetings(token, council=holder.id) if one.ahead]
            return Choices(holder, meetings=tuple(sorted(ahead, key=lambda meeting: meeting.starts_at)))
        case "send":
            up, down = await asyncio.gather(_up(registry, token, holder), _down(registry, token, holder))
            return Choices(holder, up=up, down=down)
        case "statement":
            return Choices(holder, units=holder.units)
    return Choices(holder)


async def _up(registry: Registry, token: str, holder: Council) -> tuple[CouncilName, ...]:
    """Its parent first; a regional council also reaches every council at the centre."""
    found: dict[str, CouncilName] = {}
    if holder.parent:
        found[holder.parent] = await registry.council(token, holder.parent)
    if holder.level == REGIONAL:
        page = await registry.councils(token, level=CENTRAL)
        found |= {council.id: council for council in page.items if council.id not in found}
    return tuple(found.values())


async def _down(registry: Registry, token: str, holder: Council) -> tuple[CouncilName, ...]:
    page = await registry.councils(token, parent=holder.id)
    return tuple(sorted(page.items, key=lambda council: council.short))
