"""A route of ours: what nobody expected becomes a page too, and is logged."""

from collections.abc import Callable, Coroutine
from typing import Any

import structlog
from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from councilkit.refusals import Refusal
from portal.api.errors import Unexpected
from portal.application.refusals import Away, FormNotOurs, Refused, SignInFailed, SignInNeeded

_KNOWN = (
    Away,
    FormNotOurs,
    HTTPException,
    Refusal,
    Refused,
    RequestValidationError,
    SignInFailed,
    SignInNeeded,
)
_log = structlog.get_logger()


class PageRoute(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                return await handle(request)
            except _KNOWN:
                raise
            except Exception as error:
                _log.exception("unexpected", page=self.path)
                raise Unexpected from error

        return guarded


def pages() -> APIRouter:
    return APIRouter(route_class=PageRoute, default_response_class=HTMLResponse)
