"""A line between clients and a server, which a test can silence or cut."""

import asyncio
import contextlib
from typing import Self


class Wire:
    """Listens on a port and passes everything on to another; a server behind it advertises the first one.

    While it is `silent`, nothing passes, and a line that has lost something carries nothing ever after.
    """

    def __init__(self, port: int, behind: int) -> None:
        self.silent = False
        self._port = port
        self._behind = behind
        self._lines: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        """Listen."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)
        return self

    async def __aexit__(self, *_: object) -> None:
        """End every line."""
        assert self._server  # noqa: S101 - opened first
        self._server.close()
        await self.cut()

    async def cut(self) -> None:
        """Close the lines that there are."""
        for line in (lines := set(self._lines)):
            line.cancel()
        await asyncio.gather(*lines)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = asyncio.current_task()
        assert line  # noqa: S101 - a server calls it in a task
        self._lines.add(line)
        with contextlib.suppress(OSError, asyncio.CancelledError):  # nobody cancels it but `cut`
            inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self._behind)
            with contextlib.closing(inner_writer):
                await self._carry((reader, inner_writer), (inner_reader, writer))
        writer.close()
        self._lines.discard(line)

    async def _carry(self, *ways: tuple[asyncio.StreamReader, asyncio.StreamWriter]) -> None:
        """Carry both ways until one end hangs up."""
        mute = asyncio.Event()
        pumps = [asyncio.create_task(self._pass_on(*way, mute)) for way in ways]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, mute: asyncio.Event) -> None:
        while piece := await reader.read(65536):
            if self.silent:
                mute.set()
            if not mute.is_set():
                writer.write(piece)
