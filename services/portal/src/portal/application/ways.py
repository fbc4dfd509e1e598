"""The councils that a case may be handed to, as case-flow tells them, sorted by the way it goes."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from portal.application.drafting import Way
from portal.application.ports import Registry, Services
from portal.application.resources import Case, Council, CouncilName

LOCAL: Final = "local"
LEVELS: Final = (LOCAL, "regional", "central")
YOUTH: Final = "youth_council"
MOST: Final = 20
"""Pages of councils that are read for one level."""


class Whither(StrEnum):
    UP = "up"
    DOWN = "down"
    SIDE = "side"
    PAST = "past"  # a level, which then hears of it


@dataclass(frozen=True)
class Ways:
    up: tuple[CouncilName, ...] = ()
    down: tuple[CouncilName, ...] = ()
    side: tuple[CouncilName, ...] = ()
    past: tuple[CouncilName, ...] = ()
    copies: Mapping[str, tuple[CouncilName, ...]] = field(default_factory=dict)  # who hears of it, by the receiver


async def ways(services: Services, token: str, holder: Council, case: Case) -> Ways:
    told, levels = await asyncio.gather(
        services.case_flow.ways(token, case.id),
        asyncio.gather(*(_all(services.registry, token, level) for level in LEVELS)),
    )
    return by_direction(told, holder, case.origin, [council for level in levels for council in level])


def by_direction(told: Iterable[Way], holder: Council, origin: str, councils: Iterable[Council]) -> Ways:
    """Sort ways; in each direction the council above comes first, then the one that raised the case."""
    known = {council.id: council for council in councils}
    open_to = {way.to: way.copies for way in told if way.to in known}
    found = sorted(
        (known[to] for to in open_to), key=lambda one: (one.id != holder.parent, one.id != origin, one.short)
    )
    copies = {to: tuple(known[id] for id in heard if id in known) for to, heard in open_to.items()}
    sorted_by = {way: tuple(one for one in found if _whither(holder, one) is way) for way in Whither}
    return Ways(
        up=sorted_by[Whither.UP],
        down=sorted_by[Whither.DOWN],
        side=sorted_by[Whither.SIDE],
        past=sorted_by[Whither.PAST],
        copies={to: heard for to, heard in copies.items() if heard},
    )


def _whither(holder: Council, to: Council) -> Whither:
    if to.id == holder.parent:
        return Whither.UP
    if to.parent == holder.id:
        return Whither.DOWN
    levels = LEVELS.index(to.level) - LEVELS.index(holder.level)
    if abs(levels) > 1:
        return Whither.PAST
    beside = YOUTH in (holder.kind, to.kind) and LOCAL in (holder.level, to.level)  # both work in one region
    if levels == 0 or beside:
        return Whither.SIDE
    return Whither.UP if levels > 0 else Whither.DOWN


async def _all(registry: Registry, token: str, level: str) -> list[Council]:
    page = await registry.councils(token, level=level)
    found = list(page.items)
    for _ in range(MOST):
        if page.next is None:
            break
        page = await registry.councils(token, level=level, cursor=page.next)
        found += page.items
    return found
