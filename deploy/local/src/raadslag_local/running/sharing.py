"""One address for several replicas: each connection goes to the next of them that takes it."""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from raadslag_local.place import HOST

CHUNK = 65536


@asynccontextmanager
async def shared_out(port: int, among: Sequence[int]) -> AsyncIterator[None]:
    """Listen at `port` for the replicas that listen at the others."""
    turns = deque(among)
    connections: set[asyncio.Task[None]] = set()

    async def share(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task  # noqa: S101 - asyncio runs this as one
        connections.add(task)
        task.add_done_callback(connections.discard)
        turns.rotate(-1)
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await _carry(reader, writer, list(turns))

    server = await asyncio.start_server(share, HOST, port)
    try:
        yield
    finally:
        server.close()
        for connection in connections:
            connection.cancel()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, ports: Sequence[int]) -> None:
    try:
        there = await _first_that_answers(ports)
        if there is None:
            return
        onward = [asyncio.create_task(_pump(*pair)) for pair in ((reader, there[1]), (there[0], writer))]
        try:
            await asyncio.wait(onward, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in onward:
                task.cancel()
            there[1].close()
    finally:
        writer.close()


async def _first_that_answers(ports: Sequence[int]) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
    for port in ports:
        with contextlib.suppress(OSError):
            return await asyncio.open_connection(HOST, port)
    return None


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while content := await reader.read(CHUNK):
            writer.write(content)
            await writer.drain()
