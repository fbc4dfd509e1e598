"""The end of aiokafka's clients. Each waits without a limit for a broker that is gone; then it is taken apart."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from councilkit.publishing.port import BusAway

STOPS_WITHIN = 3.0
"""Seconds for letting go of a connection in an orderly way."""

_GIVES_IN = 1.0


async def end_producer(producer: AIOKafkaProducer) -> None:
    """Stop a producer. What it has not sent is not sent behind the back of its successor."""
    if await bounded(producer.stop()):
        return
    await bounded(producer._sender.close())  # noqa: SLF001 - it has no orderly way
    producer._message_accumulator.fail_all(BusAway("given up"))  # noqa: SLF001
    await bounded(producer.client.close())


async def end_consumer(consumer: AIOKafkaConsumer) -> None:
    """Stop a consumer."""
    if await bounded(consumer.stop()):
        return
    if consumer._fetcher:  # noqa: SLF001 - it has no orderly way
        await bounded(consumer._fetcher.close())  # noqa: SLF001
    await bounded(consumer._client.close())  # noqa: SLF001


async def bounded(ending: Coroutine[Any, Any, object]) -> bool:
    """Await an end for a few seconds, and whatever comes of it; tell whether it came."""
    task = asyncio.ensure_future(ending)
    try:
        done, _ = await asyncio.wait({task}, timeout=STOPS_WITHIN)
    finally:
        task.cancel()
    await asyncio.wait({task}, timeout=_GIVES_IN)
    if task.done() and not task.cancelled():
        task.exception()  # of a client that nobody uses any more
    return bool(done)
