"""The first page: what waits for me."""

from fastapi import Request
from starlette.responses import Response

from portal.api.guard import FoundDep, visiting
from portal.api.parts import PartsDep
from portal.api.routes import pages
from portal.application.waiting import waiting

router = pages()


@router.get("/")
async def home(request: Request, parts: PartsDep, found: FoundDep) -> Response:
    """Show my list, or the way in."""
    if found is None or found.until <= parts.clock():
        return parts.screen.show(request, "welcome.html")
    visit = await visiting(request, parts, found)
    tasks = await parts.case_flow.tasks(visit.token)
    names = await parts.names.of_cards(visit.token, [task.case for task in tasks])
    return visit.show("tasks.html", lines=waiting(tasks, visit.session), names=names)
