"""The first page: what waits for me."""

import asyncio

from fastapi import Request
from starlette.responses import Response

from portal.api.guard import FoundDep, Visit, visiting
from portal.api.parts import PartsDep
from portal.api.routes import pages
from portal.application.waiting import MeetingLine, to_enter, waiting

router = pages()


@router.get("/")
async def home(request: Request, parts: PartsDep, found: FoundDep) -> Response:
    """Show my list, or the way in."""
    if found is None or found.until <= parts.clock():
        return parts.screen.show(request, "welcome.html")
    visit = await visiting(request, parts, found)
    tasks, meetings = await asyncio.gather(parts.case_flow.tasks(visit.token), _begun(visit))
    names = await parts.names.of_cards(visit.token, [task.case for task in tasks])
    return visit.show("tasks.html", lines=waiting(tasks, visit.session), meetings=meetings, names=names)


async def _begun(visit: Visit) -> list[MeetingLine]:
    """Find the meetings that have begun, and of which nobody has told yet that they were held."""
    councils = {holding.council.id for holding in visit.session.holdings if holding.council}
    registry = visit.parts.registry
    planned = await asyncio.gather(
        *(registry.meetings(visit.token, council=council, status="planned") for council in sorted(councils))
    )
    return to_enter([meeting for several in planned for meeting in several], visit.session, now=visit.parts.clock())
