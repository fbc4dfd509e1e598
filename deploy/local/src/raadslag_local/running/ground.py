"""What a house of processes stands on: a mongod and a Kafka broker, of its own or somebody else's."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from councilkit.testing.kafka import Broker
from councilkit.testing.mongod import Mongod
from raadslag_local.running.kept import Kept, Tell
from raadslag_local.running.layout import Layout
from raadslag_local.running.watch import Watch


@dataclass(frozen=True)
class Ground:
    mongo_url: str
    brokers: str
    mongod: Kept[Mongod] | None
    """None if only an address was given; so for the broker."""

    broker: Kept[Broker] | None


@asynccontextmanager
async def ground(layout: Layout, watch: Watch) -> AsyncIterator[Ground]:
    """Have both running; what the layout brought along goes on running afterwards."""
    mongod = _mongod(layout, watch.tell)
    broker = _broker(layout, watch.tell)
    both = [one for one in (mongod, broker) if one]
    watch.keep(*both)
    own = [one for one, brought in ((mongod, layout.mongod), (broker, layout.broker)) if one and brought is None]
    async with AsyncExitStack() as stack:
        for one in own:
            stack.push_async_callback(one.stop)
        await asyncio.gather(*(one.start() for one in both))
        yield Ground(
            mongod.program.url if mongod else str(layout.mongod),
            broker.program.brokers if broker else str(layout.broker),
            mongod,
            broker,
        )


def _mongod(layout: Layout, tell: Tell) -> Kept[Mongod] | None:
    if isinstance(layout.mongod, str):
        return None
    mongod = layout.mongod or Mongod(layout.folder / "mongo")
    return Kept("MongoDB", mongod, tell=tell)


def _broker(layout: Layout, tell: Tell) -> Kept[Broker] | None:
    if isinstance(layout.broker, str):
        return None
    broker = layout.broker or Broker(layout.folder / "kafka")
    return Kept("Kafka", broker, tell=tell)
