"""Running one app under uvicorn, with an end that is bounded: a request has ten seconds, then the process goes."""

import uvicorn
from fastapi import FastAPI

GRACE_SECONDS = 10


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
