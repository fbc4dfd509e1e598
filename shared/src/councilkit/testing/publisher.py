"""A publisher whose ledger is a list, and a bus that carries its events as badly as a bus may."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from councilkit.bus import News
from councilkit.events import Event, Item, encode
from councilkit.inbox import Page
from councilkit.ledger import GENESIS, Head, LedgerStore, link
from councilkit.publishing import PublishingStore
from councilkit.refusals import Unavailable
from councilkit.testing.samples import NOW


class Publisher:
    """A `Source`. What is told is a list of items; it can be away, and it can be restored from a backup."""

    def __init__(self, name: str = "publisher", *, page: int = 500) -> None:
        self.name = name
        self.items: list[Item] = []
        self.epoch = 1
        self.away = False
        self.reads = 0
        self._page = page
        self._sequences: Counter[str] = Counter()

    @property
    def head(self) -> Head:
        """The last place."""
        return Head(self.epoch, len(self.items), self.items[-1].hash if self.items else GENESIS)

    def tell(self, stream: str, event: Event, *, type: str | None = None) -> Item:
        """Publish an event, or one that calls itself of another type."""
        self._sequences[stream] += 1
        position, entry = len(self.items) + 1, f"{stream}:{self._sequences[stream]:06d}"
        name, data = type or event.TYPE, encode(event)
        item = Item(
            id=entry,
            source=self.name,
            type=name,
            at=NOW,
            stream=stream,
            position=position,
            epoch=self.epoch,
            hash=link(self.head.hash, position, entry, name, data),
            correlation="correlation",
            causation=None,
            trace=None,
            actor="term",
            data=data,
        )
        self.items.append(item)
        return item

    def restore(self, kept: int, *, epoch: int | None = None) -> None:
        """Go back to the first events, as from a backup; in a new epoch if the operator said so."""
        self.epoch = epoch or self.epoch
        self.items = [replace(item, epoch=self.epoch) for item in self.items[:kept]]
        self._sequences = Counter(item.stream for item in self.items)

    async def read(self, after: int) -> Page:
        """Tell the items above a position."""
        self._require_here()
        self.reads += 1
        return Page(self.items[after : after + self._page], self.head)

    async def stream(self, stream: str) -> list[Item]:
        """Tell all items of one stream."""
        self._require_here()
        return [item for item in self.items if item.stream == stream]

    def _require_here(self) -> None:
        if self.away:
            message = f"{self.name} does not answer."
            raise Unavailable(message)


class CarryingBus:
    """Carries items, as Kafka does. `damage` tells what arrives of what was sent: less, more, or in another order."""

    carries = True

    def __init__(self, damage: Callable[[News], News] = lambda news: news) -> None:
        self._damage = damage
        self._arrived: asyncio.Queue[News] = asyncio.Queue()

    def topic(self, source: str) -> str:
        """Tell where a publisher's events are found."""
        return f"carried.{source}"

    def announce(self, source: str) -> None:
        """Nothing: what is told here is carried."""

    async def carry(self, source: str, ledger: LedgerStore, store: PublishingStore) -> None:  # noqa: ARG002 - the port's
        """Nothing: the test carries."""
        await asyncio.Event().wait()

    def bring(self, news: News) -> None:
        """Send news to the one who listens."""
        self._arrived.put_nowait(self._damage(news))

    def subscribe(self, source: str, purpose: str) -> "CarryingBus":  # noqa: ARG002 - it carries one topic
        """Listen."""
        return self

    async def next(self, seconds: float, taken: Head) -> News | None:  # noqa: ARG002 - the port's
        """Wait for what arrives."""
        try:
            return await asyncio.wait_for(self._arrived.get(), seconds)
        except TimeoutError:
            return None

    async def close(self) -> None:
        """Nothing to close."""
