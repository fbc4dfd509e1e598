"""Whose answers somebody may want to look after."""

import asyncio
from typing import Final

from portal.application.placing import councils
from portal.application.ports import Registry
from portal.application.scopes import own_councils, scopes
from portal.application.sessions import Session
from portal.application.structure import REGIONAL

EVERYWHERE: Final = "all"
USER_COUNCIL: Final = "user_council"


async def places(registry: Registry, token: str, session: Session) -> list[str]:
    """Offer those of each of my councils, of the councils of the regions that I look after, and of everybody."""
    regions = [scope.region for scope in scopes(session) if scope.region]
    found = await asyncio.gather(*(councils(registry, token, level=REGIONAL, region=region) for region in regions))
    near = (council.id for several in found for council in several if council.kind == USER_COUNCIL)
    return list(dict.fromkeys([*own_councils(session), *near, EVERYWHERE]))
