"""The councils that a case may be handed to, sorted by the way it goes, and who in between hears of it."""

import asyncio
from dataclasses import dataclass
from typing import Final

from portal.application.ports import Registry
from portal.application.resources import Case, Council, CouncilName

LOCAL, REGIONAL, CENTRAL = "local", "regional", "central"
MOST: Final = 10
"""Pages of councils that are read for one list."""


@dataclass(frozen=True)
class Ways:
    up: tuple[CouncilName, ...] = ()
    down: tuple[CouncilName, ...] = ()
    side: tuple[CouncilName, ...] = ()
    past: tuple[CouncilName, ...] = ()  # past a level, which then hears of it
    copied: CouncilName | None = None  # who hears of what goes to the side or past it


async def ways(registry: Registry, token: str, holder: Council, case: Case) -> Ways:
    up, down, side, past = await asyncio.gather(
        _up(registry, token, holder),
        _all(registry, token, parent=holder.id),
        _side(registry, token, holder),
        _past(registry, token, holder, case),
    )
    copied = await registry.council(token, holder.parent) if holder.level == LOCAL and holder.parent else None
    return Ways(up, _sorted(down, holder), _sorted(side, holder), past, copied)


async def _up(registry: Registry, token: str, holder: Council) -> tuple[CouncilName, ...]:
    """Its parent first; a regional council also reaches every council at the centre."""
    found: dict[str, CouncilName] = {}
    if holder.parent:
        found[holder.parent] = await registry.council(token, holder.parent)
    if holder.level == REGIONAL:
        centre = await _all(registry, token, level=CENTRAL)
        found |= {council.id: council for council in centre if council.id not in found}
    return tuple(found.values())


async def _side(registry: Registry, token: str, holder: Council) -> list[Council]:
    """Those of its own level: a local council reaches those of its region, youth councils among them."""
    if holder.level != LOCAL:
        return await _all(registry, token, level=holder.level)
    return await _all(registry, token, parent=holder.parent) if holder.parent else []


async def _past(registry: Registry, token: str, holder: Council, case: Case) -> tuple[CouncilName, ...]:
    if holder.level == LOCAL and holder.parent:
        return tuple(await _all(registry, token, level=CENTRAL))
    if holder.level == CENTRAL and case.origin != holder.id:
        origin = await registry.council(token, case.origin)
        return (origin,) if origin.level == LOCAL else ()
    return ()


async def _all(registry: Registry, token: str, **where: str | None) -> list[Council]:
    page = await registry.councils(token, level=where.get("level"), parent=where.get("parent"))
    found = list(page.items)
    for _ in range(MOST):
        if page.next is None:
            break
        page = await registry.councils(token, level=where.get("level"), parent=where.get("parent"), cursor=page.next)
        found += page.items
    return found


def _sorted(councils: list[Council], holder: Council) -> tuple[CouncilName, ...]:
    return tuple(sorted((one for one in councils if one.id != holder.id), key=lambda council: council.short))
