"""Whether everything works, for people who wonder why something does not come; open to all, and needs no database."""

from fastapi import Request
from starlette.responses import Response

from portal.api.guard import LookerDep
from portal.api.parts import PartsDep
from portal.api.routes import pages
from portal.application.status import look

router = pages()


@router.get("/driftsstatus")
async def status(request: Request, parts: PartsDep, session: LookerDep) -> Response:
    lines = await look(parts.services.by_name)
    return parts.screen.show(request, "status.html", session=session, lines=lines, now=parts.clock())
