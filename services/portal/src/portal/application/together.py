"""What a plan may choose from: councils to meet together with, and types of meeting of the council's own."""

import asyncio
from dataclasses import dataclass

from portal.application.meetings import OwnType
from portal.application.ports import Registry
from portal.application.refusals import Away, Refused
from portal.application.resources import Council, CouncilName


@dataclass(frozen=True)
class Options:
    councils: tuple[CouncilName, ...] = ()
    own_types: tuple[OwnType, ...] = ()


async def options(registry: Registry, token: str, council: Council) -> Options:
    """Find them; a plan goes well without either."""
    councils, own_types = await asyncio.gather(_near(registry, token, council), _own(registry, token, council))
    return Options(tuple(one for one in councils if one.id != council.id), own_types)


async def _near(registry: Registry, token: str, council: Council) -> tuple[CouncilName, ...]:
    """Find the councils under it, the one above, and those beside it."""
    try:
        below = registry.councils(token, parent=council.id)
        if council.parent is None:
            return (await below).items
        beside = registry.councils(token, parent=council.parent)
        above, under, same = await asyncio.gather(registry.council(token, council.parent), below, beside)
    except (Away, Refused):
        return ()
    return (above, *under.items, *same.items)


async def _own(registry: Registry, token: str, council: Council) -> tuple[OwnType, ...]:
    try:
        return (await registry.own_types(token, council=council.id)).items
    except (Away, Refused):
        return ()
