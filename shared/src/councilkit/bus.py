"""What carries news of numbered events from a ledger to those who follow it."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from councilkit.events import Item
from councilkit.ledger.port import Head, LedgerStore
from councilkit.publishing.port import PublishingStore


@dataclass(frozen=True, slots=True)
class Stray:
    """Something on the bus that its publisher cannot have sent; `stream` is the one that it claims to be of."""

    stream: str
    record: str
    """Where it lies, so that somebody can look at it: `raadslag.cases@17`."""

    cause: str


News = Sequence[Item | Stray]
"""What a follower hears at once. Nothing in it says: look at the publisher's ledger."""


class Subscription(Protocol):
    """A follower's end of the bus."""

    async def next(self, seconds: float, taken: Head) -> News | None:
        """Wait for news, at most so long; None if there were none.

        `taken` is the follower's place. A bus that sees it move on, though it brought nothing itself, knows that it is
        stuck.
        """
        ...

    async def close(self) -> None:
        """Stop listening."""


class Bus(Protocol):
    """The bus of one house. Publishers are known by their services' names."""

    @property
    def carries(self) -> bool:
        """Tell whether events are found on this bus, or only news of them."""
        ...

    def topic(self, source: str) -> str:
        """Tell where on this bus a publisher's events are found."""
        ...

    def announce(self, source: str) -> None:
        """Tell that a publisher has numbered something. It never waits."""

    async def carry(self, source: str, ledger: LedgerStore, store: PublishingStore) -> None:
        """Carry a ledger to those who listen elsewhere; only the holder of the lease runs it, and it never ends."""

    def subscribe(self, source: str, purpose: str) -> Subscription:
        """Listen to a publisher; the purpose sets apart several listeners of one service."""
        ...


class MemoryBus:
    """Carries nothing and stores nothing: it wakes the followers in this process, and they read `/ledger`."""

    carries = False

    def __init__(self) -> None:
        self._listening: dict[str, set[_Waker]] = defaultdict(set)

    def topic(self, source: str) -> str:
        """Tell where a publisher's events are found: under its name."""
        return source

    def announce(self, source: str) -> None:
        """Wake every follower of the publisher."""
        for waker in self._listening[source]:
            waker.news.set()

    async def carry(self, source: str, ledger: LedgerStore, store: PublishingStore) -> None:  # noqa: ARG002 - the port's
        """Nobody listens elsewhere."""
        await asyncio.Event().wait()

    def subscribe(self, source: str, purpose: str) -> Subscription:  # noqa: ARG002 - the port's
        """Listen to a publisher."""
        waker = _Waker(self._listening[source])
        self._listening[source].add(waker)
        return waker


class _Waker:
    def __init__(self, listening: "set[_Waker]") -> None:
        self.news = asyncio.Event()
        self._listening = listening

    async def next(self, seconds: float, taken: Head) -> News | None:  # noqa: ARG002 - the port's
        # Not `wait_for`: on Python 3.11 it swallows an order to stop that comes together with the news.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.news.wait()
                self.news.clear()
                return ()
        return None

    async def close(self) -> None:
        self._listening.discard(self)
