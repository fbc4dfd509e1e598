"""Whom to ring: the names and numbers of those who sit in a meeting's councils, as far as the asker may see them."""

import asyncio
from collections.abc import Mapping

from portal.application.meetings import Meeting, Sitting
from portal.application.ports import Registry
from portal.application.refusals import Away, Refused
from portal.application.wording import in_oslo


async def reachable(registry: Registry, token: str, meeting: Meeting) -> Mapping[str, Sitting]:
    """Find them by term; where a council's people are not the asker's to see, roles must do."""
    found = await asyncio.gather(*(_sitting(registry, token, council, meeting) for council in meeting.councils))
    return {one.term: one for several in found for one in several}


async def _sitting(registry: Registry, token: str, council: str, meeting: Meeting) -> tuple[Sitting, ...]:
    try:
        return await registry.sitting(token, council, on=in_oslo(meeting.starts_at).date())
    except (Away, Refused):
        return ()
