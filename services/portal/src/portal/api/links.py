"""The link in a mail with which one thing is done without signing in.

Whoever holds the link may do that one thing, so no cookie is read and no form need be ours. Seeing the page changes
nothing: mail programs open links on their own. Sending it does, also in the one click of RFC 8058.
"""

from collections.abc import Awaitable, Mapping
from typing import Final

from fastapi import HTTPException, Request
from starlette.responses import Response

from portal.api.errors import error_page
from portal.api.guard import form_of
from portal.api.parts import Parts, PartsDep
from portal.api.routes import pages
from portal.application.links import ABSENCE, CONFIRM, DIGEST, EXPIRED, NOT_ASKED, TOO_OFTEN, WANT, Act, Acts
from portal.application.refusals import Refused

router = pages()
TEMPLATES: Final = {CONFIRM: "link-confirm.html", DIGEST: "link-digest.html", ABSENCE: "link-absence.html"}
MISSING, CONFLICT, GONE, INVALID, UNAVAILABLE = 404, 409, 410, 422, 503
NEVER: Final = (MISSING, GONE, INVALID)
TOLD: Final[Mapping[str, tuple[str, int]]] = {
    EXPIRED: ("link-expired", GONE),
    NOT_ASKED: ("link-not-now", CONFLICT),
    TOO_OFTEN: ("link-too-often", CONFLICT),
}


@router.get("/lenke/{service}/{token}")
async def look(request: Request, parts: PartsDep, service: str, token: str) -> Response:
    return await _answer(request, parts, _acts(parts, service).look(token))


@router.post("/lenke/{service}/{token}")
async def perform(request: Request, parts: PartsDep, service: str, token: str) -> Response:
    wanted = WANT if (await form_of(request)).get("act") == WANT else None
    return await _answer(request, parts, _acts(parts, service).perform(token, wanted), performed=True)


def _acts(parts: Parts, service: str) -> Acts:
    services: Mapping[str, Acts] = {"newsletter": parts.newsletter, "notifier": parts.notifier}
    if service not in services:
        raise HTTPException(MISSING)
    return services[service]


async def _answer(request: Request, parts: Parts, asked: Awaitable[Act], *, performed: bool = False) -> Response:
    try:
        act = await asked
    except Refused as no:
        return error_page(request, *_error(no))
    return parts.screen.show(request, _template(act), act=act, performed=performed)


def _template(act: Act) -> str:
    if act.purpose not in TEMPLATES:
        raise HTTPException(MISSING)
    return TEMPLATES[act.purpose]


def _error(no: Refused) -> tuple[str, int]:
    """Tell apart what never works, what need not be done, and what was not done and may be tried again."""
    if no.slug in TOLD:
        return TOLD[no.slug]
    return ("link-unknown", MISSING) if no.status in NEVER else ("away", UNAVAILABLE)
