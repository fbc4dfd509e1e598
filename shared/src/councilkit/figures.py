"""What an operator sees of a house: how far its ledger is, how far behind it follows, and what is set aside."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from opentelemetry.metrics import Meter

from councilkit.inbox.port import InboxStore
from councilkit.ledger.port import LedgerStore

EVERY = 10.0
"""Seconds between looks."""

Consumers = Callable[[], Awaitable[Mapping[str, str]]]
"""Tells the names of the consumers in use, and of the publisher that each one follows."""


class Figures:
    """Gauges on a service's `/metrics`; those of the inbox are told for each consumer."""

    def __init__(self, meter: Meter, ledger: LedgerStore, inbox: InboxStore, consumers: Consumers) -> None:
        self._ledger = ledger
        self._inbox = inbox
        self._consumers = consumers
        self._position = meter.create_gauge("raadslag_ledger_position", description="the last numbered event")
        self._pending = meter.create_gauge("raadslag_ledger_pending", description="1 if an event waits for its number")
        self._taken = meter.create_gauge("raadslag_inbox_position", description="the last event taken in")
        self._parked = meter.create_gauge("raadslag_inbox_parked_streams", description="streams set aside")

    async def run(self) -> None:
        """Look again and again."""
        while True:
            await self.look()
            await asyncio.sleep(EVERY)

    async def look(self) -> None:
        """Set every gauge once."""
        self._position.set((await self._ledger.head()).position)
        self._pending.set(len(await self._ledger.pending(1)))
        for consumer, source in (await self._consumers()).items():
            labels = {"consumer": consumer, "source": source}
            self._taken.set((await self._inbox.place(consumer)).position, labels)
            self._parked.set(len(await self._inbox.parked(consumer)), labels)
