"""The beginning and the end of aiokafka's clients: neither may be cut short, and the end may have no end.

A client waits without a limit for a broker that is gone; then it is taken apart.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from councilkit.publishing.port import BusAway

STOPS_WITHIN = 2.0
"""Seconds for letting go of a connection in an orderly way; a house has ten for all its ends together."""

TAKES_APART = 0.5
"""Seconds for each part of a client that does not stop so."""


async def begin(starting: Coroutine[Any, Any, object]) -> None:
    """Start a client. Cancelled halfway it would leave a connection open, so it is given a moment to get through."""
    task = asyncio.ensure_future(starting)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await _give_up(task, STOPS_WITHIN)
        raise


async def end_producer(producer: AIOKafkaProducer) -> None:
    """Stop a producer. What it has not sent is not sent behind the back of its successor."""
    producer._message_accumulator.fail_all(BusAway("given up"))  # noqa: SLF001 - it has no orderly way
    if not await bounded(producer.stop(), STOPS_WITHIN):
        await bounded(producer._sender.close(), TAKES_APART)  # noqa: SLF001
        await bounded(producer.client.close(), TAKES_APART)


async def end_consumer(consumer: AIOKafkaConsumer) -> None:
    """Stop a consumer."""
    if await bounded(consumer.stop(), STOPS_WITHIN):
        return
    if consumer._fetcher:  # noqa: SLF001 - it has no orderly way
        await bounded(consumer._fetcher.close(), TAKES_APART)  # noqa: SLF001
    await bounded(consumer._client.close(), TAKES_APART)  # noqa: SLF001


async def bounded(ending: Coroutine[Any, Any, object], seconds: float) -> bool:
    """Await an end for so long, and whatever comes of it; tell whether it came."""
    return await _give_up(asyncio.ensure_future(ending), seconds)


async def _give_up(task: asyncio.Future[object], seconds: float) -> bool:
    """Await a task for so long, then cancel it; tell whether it came to its own end."""
    try:
        done, _ = await asyncio.wait({task}, timeout=seconds)
    finally:
        task.cancel()
    await asyncio.wait({task}, timeout=TAKES_APART)
    if task.done() and not task.cancelled():
        task.exception()  # of a client that nobody uses any more
    return bool(done)
