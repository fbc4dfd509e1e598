"""One place that builds a service's app, so that every service meets its callers in the same way."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import structlog
from fastapi import APIRouter, FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.middleware import Middleware

from councilkit.telemetry import Telemetry
from councilkit.web.callers import Verifier
from councilkit.web.conditional import Conditional
from councilkit.web.guard import Guard
from councilkit.web.handlers import add_handlers
from councilkit.web.health import PATHS, Ready, health_routes
from councilkit.web.openapi import describe
from councilkit.web.paths import path_in_app

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]
STOP_SECONDS = 10.0

_log = structlog.get_logger()


def build_app(
    *,
    name: str,
    title: str,
    version: str,
    telemetry: Telemetry,
    verifier: Verifier,
    routers: Sequence[APIRouter],
    lifespan: Lifespan,
    ready: Ready,
) -> FastAPI:
    """Build the app `name`: its routes behind the guard, problems for every no, health, metrics and traces."""
    app = FastAPI(
        title=title,
        version=version,
        lifespan=_bounded(lifespan),
        telemetry=_native(telemetry),
        middleware=[Middleware(Guard), Middleware(Conditional)],
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
        separate_input_output_schemas=False,
    )
    app.state.name = name
    app.state.verifier = verifier
    app.state.stopping = False
    app.state.large_bodies = {}  # by path, the bytes that a body there may have beyond the usual
    add_handlers(app)
    for router in [health_routes(ready, telemetry.registry), *routers]:
        app.router.routes.extend(router.routes)  # the routes themselves: including them makes each anew for every app
    describe(app)
    return app


def _native(telemetry: Telemetry) -> TelemetryConfig:
    return {
        "tracer_provider": telemetry.tracer_provider,
        "meter_provider": telemetry.meter_provider,
        "auto_configure": False,
        "logs": False,
        "operation_spans": False,
        "exclude": lambda scope: path_in_app(scope) in PATHS,
    }


def _bounded(lifespan: Lifespan) -> Lifespan:
    """Let the end of a lifespan take ten seconds at most, and say that we are not ready from its beginning."""

    @asynccontextmanager
    async def bounded(app: FastAPI) -> AsyncIterator[None]:
        inner = lifespan(app)
        await inner.__aenter__()
        app.state.stopping = False
        try:
            yield
        finally:
            app.state.stopping = True
            await _close(inner)

    return bounded


async def _close(inner: AbstractAsyncContextManager[Any]) -> None:
    try:
        async with asyncio.timeout(STOP_SECONDS):
            await inner.__aexit__(None, None, None)
    except TimeoutError:
        _log.error("stop_took_too_long", seconds=STOP_SECONDS)
