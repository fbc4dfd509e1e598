"""What everybody may see of the councils, without signing in; nothing here tells of a person."""

from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from portal.api.guard import LookerDep
from portal.api.parts import PartsDep
from portal.api.routes import pages
from portal.application.forms import Form
from portal.application.searching import words

router = pages()


@router.get("/utvalg")
async def councils(
    request: Request,
    parts: PartsDep,
    session: LookerDep,
    q: Annotated[str, Query()] = "",
    cursor: Annotated[str | None, Query()] = None,
) -> Response:
    found = await parts.registry.public_councils(q=words(q) or None, cursor=cursor)
    return parts.screen.show(request, "public-councils.html", session=session, found=found, form=Form("", {"q": [q]}))


@router.get("/utvalg/{short}")
async def council(request: Request, parts: PartsDep, session: LookerDep, short: str) -> Response:
    found = await parts.registry.public_council(short)
    return parts.screen.show(request, "public-council.html", session=session, council=found)
