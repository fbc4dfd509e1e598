"""The web server of a house in one process."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from raadslag_local.house import LocalHouse

GRACE_SECONDS = 5


class Server(uvicorn.Server):
    """The supervisor listens to signals itself: it has more to stop than a server."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.up.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def server_of(house: LocalHouse) -> Server:
    return Server(
        uvicorn.Config(
            house.app,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
    )
