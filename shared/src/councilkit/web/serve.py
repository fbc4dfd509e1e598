"""Running one app under uvicorn, with an end that is bounded: a request has ten seconds, then the process goes."""

from collections.abc import Callable
from typing import TypeVar

import uvicorn
from fastapi import FastAPI

from councilkit.crashpoints import arm
from councilkit.logging import configure_logging
from councilkit.settings import ServiceSettings, SettingsWrong

GRACE_SECONDS = 10

S = TypeVar("S", bound=ServiceSettings)


def run(settings: type[S], build: Callable[[S], FastAPI]) -> None:
    """Be a service's whole process; a setting that is wrong ends it, with one sentence for each."""
    configure_logging()
    arm()
    try:
        chosen = settings.from_environment()
        app = build(chosen)
    except SettingsWrong as wrong:
        raise SystemExit(str(wrong)) from None
    serve(app, host=chosen.host, port=chosen.port)


def serve(app: FastAPI, *, host: str = "127.0.0.1", port: int) -> None:
    """Serve until SIGTERM; open requests and streams get ten seconds to end."""
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
