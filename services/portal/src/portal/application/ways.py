"""The councils that a case may be handed to, sorted by the way it goes, and who in between hears of it."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from portal.application.ports import Registry, Services
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
    copies: Mapping[str, tuple[CouncilName, ...]] = field(default_factory=dict)  # who hears of it, by the receiver


async def ways(services: Services, token: str, holder: Council, case: Case) -> Ways:
    """Sort the ways that case-flow tells; of what reaches every office, only what the case has passed."""
    registry, told = services.registry, await services.case_flow.ways(token, case.id)
    open_to = {way.to: way.copies for way in told}
    hearing = {id for copies in open_to.values() for id in copies}
    names = {one.id: one for one in await asyncio.gather(*(registry.council(token, id) for id in sorted(hearing)))}
    up, down, side, past = await asyncio.gather(
        _up(registry, token, holder),
        _all(registry, token, parent=holder.id),
        _side(registry, token, holder),
        _past(registry, token, holder, case),
    )
    copies = {to: tuple(names[id] for id in heard) for to, heard in open_to.items() if heard}
    return Ways(
        up=_open(up, open_to),
        down=_open(_sorted(down), open_to),
        side=_open(_sorted(side), open_to),
        past=_open(past, open_to),
        copies=copies,
    )


def _open(councils: Iterable[CouncilName], open_to: Mapping[str, object]) -> tuple[CouncilName, ...]:
    return tuple(council for council in councils if council.id in open_to)


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


def _sorted(councils: list[Council]) -> list[Council]:
    return sorted(councils, key=lambda council: council.short)
