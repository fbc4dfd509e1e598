"""Past meetings of which nobody has told whether they were held: they are asked about before a new one is planned."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.application.duties import Asking
from portal.application.meetings import Meeting
from portal.application.ports import Registry
from portal.application.refusals import Away, Refused


@dataclass(frozen=True)
class Past:
    """The meetings to ask about, and whether all of them could be read."""

    known: Mapping[str, Meeting]
    complete: bool


async def past_meetings(registry: Registry, token: str, duties: Iterable[Asking]) -> Past:
    """Find the first meeting that each of these asks about, unless somebody has told of it meanwhile."""
    wanted = dict.fromkeys(duty.asked for duty in duties if duty.asked)
    found = [meeting for meeting in await asyncio.gather(*(_one(registry, token, id) for id in wanted)) if meeting]
    known = {meeting.id: meeting for meeting in found if meeting.ahead}
    return Past(known, complete=len(found) == len(wanted))


async def _one(registry: Registry, token: str, id: str) -> Meeting | None:
    try:
        return await registry.meeting(token, id)
    except (Away, Refused):
        return None
