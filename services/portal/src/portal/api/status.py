"""Whether everything works, for people who wonder why something does not come; open to all, and needs no database."""

from fastapi import Request
from starlette.responses import Response

from portal.api.guard import found
from portal.api.parts import Parts, PartsDep
from portal.api.routes import pages
from portal.application.refusals import Away
from portal.application.sessions import Session
from portal.application.status import look

router = pages()


@router.get("/driftsstatus")
async def status(request: Request, parts: PartsDep) -> Response:
    lines = await look(parts.services.by_name)
    session = await _session(request, parts)
    return parts.screen.show(request, "status.html", session=session, lines=lines, now=parts.clock())


async def _session(request: Request, parts: Parts) -> Session | None:
    """Find out who looks, if that can be found out just now."""
    try:
        session = await found(request, parts)
    except Away:
        return None
    return session if session and session.until > parts.clock() else None
