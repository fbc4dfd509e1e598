"""Ways in for those who are new: an invitation, and the code of an employee who vouches for somebody.

An invitation's address opens something by itself, so its page is treated as those under /lenke are.
"""

import secrets

from fastapi import Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from portal.api.guard import FoundDep, form_of
from portal.api.parts import Parts, PartsDep
from portal.api.routes import pages
from portal.application.addresses import part
from portal.application.forms import Form, plain
from portal.application.ports import Identity
from portal.application.refusals import FormNotOurs, Refused, SignInFailed
from portal.application.sign_in import LASTS

router = pages()
UNKNOWN, FIRST_PAGE = "invitation-unknown", "/mine-verv"
OTHER_SIDE = "other-side-of-the-table"
INVALID, FORBIDDEN, SEE_OTHER = 422, 403, 303
LONGEST = 100


@router.get("/invitasjon")
async def ask_for_code(request: Request, parts: PartsDep) -> Response:
    return _asked(request, parts, "invitation-code.html", Form(""))


@router.post("/invitasjon")
async def take_code(request: Request, parts: PartsDep) -> Response:
    form = await _own(request, parts)
    code = _code(form)
    if not code:
        return _asked(request, parts, "invitation-code.html", Form("").missing(["code"]), status=INVALID)
    return RedirectResponse(f"/invitasjon/{part(code)}", status_code=SEE_OTHER)


@router.get("/invitasjon/{code}")
async def invited(request: Request, parts: PartsDep, code: str) -> Response:  # noqa: ARG001 - the page's own address
    return _asked(request, parts, "invitation.html", Form(""))


@router.post("/invitasjon/{code}")
async def sign_in_invited(request: Request, parts: PartsDep, code: str) -> Response:
    """Go to the issuer; the code waits sealed until she comes back, and stands in no address on the way."""
    browser = str((await _own(request, parts)).get("csrf"))
    response = RedirectResponse(await parts.sign_in.begin(browser, FIRST_PAGE, invitation=code[:LONGEST]), SEE_OTHER)
    parts.screen.cookies.write(response, "browser", browser, lasts=int(LASTS.total_seconds()))
    return response


@router.get("/kode")
async def ask_for_word(request: Request, parts: PartsDep) -> Response:
    return _asked(request, parts, "vouched-code.html", Form(""))


@router.post("/kode")
async def enter_vouched(request: Request, parts: PartsDep, before: FoundDep) -> Response:
    code = _code(await _own(request, parts))
    form = Form("", {"code": [code]}).missing(["code"])
    if form.wrong:
        return _asked(request, parts, "vouched-code.html", form, status=INVALID)
    try:
        session = await parts.sessions.enter(code, before=before)
    except Refused as no:
        wrong = Form("").with_errors({"code": no.slug if no.slug == UNKNOWN else "other"})
        return _asked(request, parts, "vouched-code.html", wrong, status=FORBIDDEN)
    response = RedirectResponse("/", status_code=SEE_OTHER)
    parts.screen.cookies.write(response, "session", session.id)
    parts.screen.cookies.forget(response, "browser")
    return response


async def accept(parts: Parts, identity: Identity, code: str) -> None:
    """Bind her who comes with an invitation; whether a code that binds nobody lets her in, her sign-in tells."""
    if not code:
        return
    try:
        await parts.registry.accept(identity.id_token, code)
    except Refused as no:
        if no.slug == OTHER_SIDE:
            raise SignInFailed("invitation-other-side") from no
        if no.slug != UNKNOWN:
            raise


def _asked(request: Request, parts: Parts, template: str, form: Form, *, status: int = 200) -> Response:
    """Show a form to somebody who has no session: its browser's cookie, which no other site can send, makes it ours."""
    browser = parts.screen.cookies.read(request, "browser") or parts.ids()
    response = parts.screen.show(request, template, status=status, form=form, browser=browser)
    parts.screen.cookies.write(response, "browser", browser)
    return response


async def _own(request: Request, parts: Parts) -> FormData:
    form = await form_of(request)
    token, browser = form.get("csrf"), parts.screen.cookies.read(request, "browser")
    if not isinstance(token, str) or not browser or not secrets.compare_digest(token.encode(), browser.encode()):
        raise FormNotOurs
    return form


def _code(form: FormData) -> str:
    """Read a code as somebody types it: with spaces around, and no longer than any of ours."""
    given = form.get("code")
    return plain(given)[:LONGEST].strip() if isinstance(given, str) else ""
