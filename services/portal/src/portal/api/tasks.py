"""The first page: what waits for me."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from fastapi import Request
from starlette.responses import Response

from portal.api.guard import FoundDep, Visit, visiting
from portal.api.parts import PartsDep
from portal.api.routes import pages
from portal.application.duties import BOOKING, SEEING
from portal.application.refusals import Away
from portal.application.resources import Meeting
from portal.application.waiting import duties_waiting, editions_waiting, to_enter, waiting

router = pages()
T = TypeVar("T")


@router.get("/")
async def home(request: Request, parts: PartsDep, found: FoundDep) -> Response:
    """Show my list, or the way in."""
    if found is None or found.until <= parts.clock():
        return parts.screen.show(request, "welcome.html")
    visit = await visiting(request, parts, found)
    return await _list(visit)


async def _list(visit: Visit) -> Response:
    """Gather what waits from all services; what one that is away would have told is left out, and that is said."""
    parts, token, session = visit.parts, visit.token, visit.session
    begun, cases, duties, editions = await asyncio.gather(
        _told(_planned(visit)),
        _told(parts.case_flow.tasks(token)),
        _told(parts.notifier.tasks(token)),
        _told(parts.newsletter.tasks(token)),
    )
    lines = waiting(cases or (), session)
    due = duties_waiting(duties or (), session)
    councils = {council for line in lines for council in (line.case.origin, line.case.holder)}
    return visit.show(
        "tasks.html",
        lines=lines,
        meetings=to_enter(begun or (), session, now=parts.clock()),
        to_book=[line for line in due if line.task.action == BOOKING],
        to_see=list(dict.fromkeys(line.task.council for line in due if line.task.action == SEEING)),
        editions=editions_waiting(editions or (), session),
        names=await parts.names.find(token, councils | {line.task.council for line in due}),
        complete=None not in (begun, cases, duties, editions),
    )


async def _told(asked: Awaitable[tuple[T, ...]]) -> tuple[T, ...] | None:
    try:
        return await asked
    except Away:
        return None


async def _planned(visit: Visit) -> tuple[Meeting, ...]:
    """Find the meetings of one's own councils of which nobody has told yet that they were held."""
    councils = {holding.council.id for holding in visit.session.holdings if holding.council}
    registry = visit.parts.registry
    planned = await asyncio.gather(
        *(registry.meetings(visit.token, council=council, status="planned") for council in sorted(councils))
    )
    return tuple(meeting for several in planned for meeting in several)
