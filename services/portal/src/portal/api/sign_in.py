"""Signing in and out, and the choice of language."""

from typing import Annotated

from fastapi import Query, Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from portal.api.cookies import YEAR
from portal.api.guard import FoundDep, OursDep
from portal.api.parts import PartsDep
from portal.api.routes import pages
from portal.api.ways_in import accept
from portal.application.refusals import Away, Refused, SignInFailed
from portal.application.sessions import Session
from portal.application.sign_in import LASTS, local
from portal.application.wording import LANGUAGES

router = pages()


class Came(BaseModel):
    """What the issuer sends along with the person."""

    state: str = ""
    code: str = ""
    error: str = ""


@router.get("/sign-in")
async def sign_in(request: Request, parts: PartsDep, back: Annotated[str, Query()] = "/") -> Response:
    browser = parts.screen.cookies.read(request, "browser") or parts.ids()
    response = RedirectResponse(await parts.sign_in.begin(browser, back), status_code=303)
    parts.screen.cookies.write(response, "browser", browser, lasts=int(LASTS.total_seconds()))
    return response


@router.get("/sign-in/callback")
async def signed_in(request: Request, parts: PartsDep, before: FoundDep, came: Annotated[Came, Query()]) -> Response:
    if came.error or not came.code:
        raise SignInFailed("sign-in-cancelled")
    browser = parts.screen.cookies.read(request, "browser") or ""
    identity, attempt = await parts.sign_in.finish(browser, came.state, came.code)
    await accept(parts, identity, attempt.invitation)
    try:
        session = await parts.sessions.open(identity, before=before)
    except Refused as no:
        unknown = "invitation-unknown" if attempt.invitation else "sign-in-unknown"
        raise SignInFailed(unknown if no.slug == "no-place-in-raadslag" else "sign-in-refused") from no
    response = RedirectResponse(attempt.back, status_code=303)
    parts.screen.cookies.write(response, "session", session.id)
    parts.screen.cookies.forget(response, "browser")
    return response


@router.post("/sign-out")
async def sign_out(parts: PartsDep, sent: OursDep) -> Response:
    session = sent.visit.session
    await parts.sessions.end(session)
    response = RedirectResponse(await _farewell(parts, session), status_code=303)
    parts.screen.cookies.forget(response, "session")
    return response


@router.get("/sign-out")
async def signed_out_before() -> Response:
    """Where a sign-out leads that came too late."""
    return RedirectResponse("/", status_code=303)


@router.get("/language/{language}")
async def choose_language(parts: PartsDep, language: str, back: Annotated[str, Query()] = "/") -> Response:
    """Remember the language. It changes nothing but what this browser shows, so it is a plain link."""
    response = RedirectResponse(local(back), status_code=303)
    if language in LANGUAGES:
        parts.screen.cookies.write(response, "language", language, lasts=YEAR)
    return response


async def _farewell(parts: PartsDep, session: Session) -> str:
    if session.vouched:
        return "/"
    try:
        return await parts.issuer.sign_out_address(session.id_token) or "/"
    except (Away, SignInFailed):
        return "/"
