"""What an operator sees of a house: how far its ledger is, how far behind it follows, and what is set aside."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from opentelemetry.metrics import Meter

from councilkit.stores import Stores

EVERY = 10.0
"""Seconds between looks."""

Consumers = Callable[[], Awaitable[Mapping[str, str]]]
"""Tells the names of the consumers in use, and of the publisher that each one follows."""


class Figures:
    """Gauges on a service's `/metrics`; those of the inbox are told for each consumer."""

    def __init__(self, meter: Meter, stores: Stores, consumers: Consumers) -> None:
        self._ledger = stores.ledger
        self._inbox = stores.inbox
        self._publishing = stores.publishing
        self._consumers = consumers
        self._position = meter.create_gauge("raadslag_ledger_position", description="the last numbered event")
        self._pending = meter.create_gauge("raadslag_ledger_pending", description="1 if an event waits for its number")
        self._published = meter.create_gauge("raadslag_publishing_position", description="the last event acknowledged")
        self._not_published = meter.create_gauge("raadslag_publishing_halted", description="1 if the log says why not")
        self._taken = meter.create_gauge("raadslag_inbox_position", description="the last event taken in")
        self._parked = meter.create_gauge("raadslag_inbox_parked_streams", description="streams set aside")
        self._halted = meter.create_gauge(
            "raadslag_inbox_halted", description="1 if the log says why nothing is taken in"
        )

    async def run(self) -> None:
        """Look again and again."""
        while True:
            await self.look()
            await asyncio.sleep(EVERY)

    async def look(self) -> None:
        """Set every gauge once."""
        self._position.set((await self._ledger.head()).position)
        self._pending.set(len(await self._ledger.pending(1)))
        cursor = await self._publishing.cursor()
        self._published.set(cursor.place.position)
        self._not_published.set(cursor.halted is not None)
        for consumer, source in (await self._consumers()).items():
            labels = {"consumer": consumer, "source": source}
            self._taken.set((await self._inbox.place(consumer)).position, labels)
            self._parked.set(len(await self._inbox.parked(consumer)), labels)
            self._halted.set(await self._inbox.halted(consumer) is not None, labels)
