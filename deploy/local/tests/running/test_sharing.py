"""Replicas behind one address: every one has its turn, and one that is gone is passed over."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from councilkit.testing.server import free_port
from raadslag_local.place import HOST
from raadslag_local.running.sharing import shared_out


@asynccontextmanager
async def replica(port: int, name: bytes) -> AsyncIterator[None]:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(name + await reader.readline())
        writer.close()

    server = await asyncio.start_server(answer, HOST, port)
    try:
        yield
    finally:
        server.close()


async def ask(port: int) -> bytes:
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(b" hears\n")
    try:
        return await reader.read()
    finally:
        writer.close()


async def test_everyone_has_a_turn() -> None:
    known, first, second = (free_port() for _ in range(3))
    async with shared_out(known, [first, second]), replica(first, b"one"), replica(second, b"two"):
        assert {await ask(known) for _ in range(2)} == {b"one hears\n", b"two hears\n"}


async def test_who_is_gone_is_passed_over() -> None:
    known, gone, there = (free_port() for _ in range(3))
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(shared_out(known, [gone, there]))
        await stack.enter_async_context(replica(there, b"one"))
        assert [await ask(known) for _ in range(2)] == [b"one hears\n"] * 2


async def test_where_nobody_is_left_the_connection_ends() -> None:
    known, gone = free_port(), free_port()
    async with shared_out(known, [gone]):
        reader, writer = await asyncio.open_connection(HOST, known)
        assert await reader.read() == b""
        writer.close()
