"""Every way a page can fail, as a page that says what happened and what to do, in plain words."""

from typing import Any
from urllib.parse import urlencode

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from portal.api.guard import looker
from portal.application.refusals import Away, FormNotOurs, Refused, SignInFailed, SignInNeeded

_log = structlog.get_logger()

PAGES = {
    401: "sign-in-refused",  # asked for, not gone to: an issuer that lets people straight in would make it a ring
    403: "forbidden",
    404: "missing",
    405: "missing",
    409: "faster",
    412: "faster",
}
ALONE = (401, 500)
"""Without the menu: who is refused has nowhere to go from here, and what failed may be what finds the session."""


def add_error_pages(app: FastAPI) -> None:
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _page("refused", 422))
    for error, name, status in (
        (Away, "away", 503),
        (FormNotOurs, "form", 403),
        (Unexpected, "unexpected", 500),
    ):
        app.add_exception_handler(error, _page(name, status))
    app.add_exception_handler(SignInFailed, _sign_in_failed)


class Unexpected(Exception):
    """Something went wrong here, and was logged."""


async def _sign_in(_: Request, error: Exception) -> Response:
    assert isinstance(error, SignInNeeded)  # noqa: S101 - registered for this type
    return RedirectResponse(f"/sign-in?{urlencode({'back': error.back})}", status_code=303)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101 - registered for this type
    _log.info("refused_by_service", slug=error.slug, status=error.status)
    return await _with_the_menu(request, PAGES.get(error.status, "refused"), error.status)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this type
    return await _with_the_menu(request, PAGES.get(error.status_code, "unexpected"), error.status_code)


async def _sign_in_failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, SignInFailed)  # noqa: S101 - registered for this type
    return error_page(request, error.slug, 403)


def _page(name: str, status: int) -> Any:  # noqa: ANN401 - as Starlette takes handlers
    async def handler(request: Request, _: Exception) -> Response:
        return await _with_the_menu(request, name, status)

    return handler


async def _with_the_menu(request: Request, name: str, status: int) -> Response:
    """Leave somebody who is signed in so, in their own language and one press from everything else."""
    session = None if status in ALONE else await looker(request, request.app.state.parts)
    return error_page(request, name, status, session=session)


def error_page(request: Request, name: str, status: int, **values: Any) -> Response:  # noqa: ANN401 - what a template needs
    return request.app.state.parts.screen.show(  # type: ignore[no-any-return]  # Starlette's state is untyped
        request, f"errors/{name}.html", status=status, **values
    )
