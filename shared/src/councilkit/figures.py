"""What an operator sees of a house: how far its ledger is, how far behind it follows, and what is set aside."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial

from opentelemetry.metrics import CallbackOptions, Meter, Observation

from councilkit.stores import Stores

EVERY = 10.0
"""Seconds between looks."""

GAUGES = {
    "raadslag_ledger_position": "the last numbered event",
    "raadslag_ledger_pending": "1 if an event waits for its number",
    "raadslag_publishing_position": "the last event acknowledged",
    "raadslag_publishing_halted": "1 if nothing is published, and somebody must see to it",
    "raadslag_inbox_position": "the last event taken in",
    "raadslag_inbox_parked_streams": "streams set aside",
    "raadslag_inbox_halted": "1 if nothing is taken in, and somebody must see to it",
}

Consumers = Callable[[], Awaitable[Mapping[str, str]]]
"""Tells the names of the consumers in use, and of the publisher that each one follows."""

Found = Mapping[str, Sequence[Observation]]


class Figures:
    """Gauges on a service's `/metrics`; those of the inbox are told for each consumer.

    They tell what the last look found, and nothing once the lease is gone: then another replica tells them. A house
    that `publishes` nowhere tells nothing of publishing.
    """

    def __init__(self, meter: Meter, stores: Stores, consumers: Consumers, *, publishes: bool) -> None:
        self._stores = stores
        self._publishes = publishes
        self._consumers = consumers
        self._found: Found = {}
        for name, description in GAUGES.items():
            meter.create_observable_gauge(name, [partial(self._tell, name)], description=description)

    async def run(self) -> None:
        """Look again and again."""
        try:
            while True:
                await self.look()
                await asyncio.sleep(EVERY)
        finally:
            self._found = {}

    async def look(self) -> None:
        """Find every figure once."""
        self._found = {
            "raadslag_ledger_position": [Observation((await self._stores.ledger.head()).position)],
            "raadslag_ledger_pending": [Observation(len(await self._stores.ledger.pending(1)))],
            **await self._of_publishing(),
            **await self._of_inbox(),
        }

    async def _of_publishing(self) -> Found:
        if not self._publishes:
            return {}
        cursor = await self._stores.publishing.cursor()
        return {
            "raadslag_publishing_position": [Observation(cursor.place.position)],
            "raadslag_publishing_halted": [Observation(cursor.halted is not None)],
        }

    async def _of_inbox(self) -> Found:
        found: dict[str, list[Observation]] = defaultdict(list)
        inbox = self._stores.inbox
        for consumer, source in (await self._consumers()).items():
            labels = {"consumer": consumer, "source": source}
            position = (await inbox.place(consumer)).position
            found["raadslag_inbox_position"].append(Observation(position, labels))
            found["raadslag_inbox_parked_streams"].append(Observation(len(await inbox.parked(consumer)), labels))
            found["raadslag_inbox_halted"].append(Observation(await inbox.halted(consumer) is not None, labels))
        return found

    def _tell(self, name: str, _: CallbackOptions) -> Sequence[Observation]:
        return self._found.get(name, ())
