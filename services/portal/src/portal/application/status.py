"""How the services are, as people are told it: each in one word, also the one that does not answer."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from portal.application.ports import Telling
from portal.application.refusals import Away, Refused


class How(StrEnum):
    WELL = "well"
    LATE = "late"
    STUCK = "stuck"
    AWAY = "away"


SERVICES: Final = ("case-flow", "council-registry", "newsletter", "notifier")


@dataclass(frozen=True)
class Line:
    service: str
    how: How


async def look(services: Mapping[str, Telling]) -> list[Line]:
    """Ask all services at once."""
    told = await asyncio.gather(*(_how(service) for service in services.values()))
    return [Line(name, how) for name, how in zip(services, told, strict=True)]


async def _how(service: Telling) -> How:
    try:
        return How((await service.state()).state)
    except (Away, Refused, ValueError):
        return How.AWAY
