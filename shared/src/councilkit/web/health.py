"""What the platform asks: alive, ready, and the figures. Ready means that the ledger is reachable, and no more."""

from collections.abc import Awaitable, Callable

import structlog
from fastapi import APIRouter, Request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.responses import PlainTextResponse, Response

Ready = Callable[[], Awaitable[object]]
"""Raises when the service cannot do its work."""

PATHS = frozenset({"/isalive", "/isready", "/metrics"})

_log = structlog.get_logger()


def health_routes(ready: Ready, registry: CollectorRegistry) -> APIRouter:
    """Make `/isalive`, `/isready` and `/metrics`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/isalive")
    async def isalive() -> Response:
        return PlainTextResponse("alive")

    @router.get("/isready")
    async def isready(request: Request) -> Response:
        if request.app.state.stopping:
            return PlainTextResponse("stopping", status_code=503)
        return await _readiness(ready)

    @router.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return router


async def _readiness(ready: Ready) -> Response:
    try:
        await ready()
    except Exception as error:  # noqa: BLE001 - whatever it is, we are not ready
        _log.warning("not_ready", reason=type(error).__name__)
        return PlainTextResponse("not ready", status_code=503)
    return PlainTextResponse("ready")
