"""What carries news of numbered events from a ledger to those who follow it."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from councilkit.events import Item


class Subscription(Protocol):
    """A follower's end of the bus."""

    async def next(self, seconds: float) -> Sequence[Item]:
        """Wait for news, at most so long.

        The items that arrived, if the bus carries any. None of them may mean that nothing happened or that something
        did: the follower then looks at the publisher's head.
        """
        ...

    async def close(self) -> None:
        """Stop listening."""


class Bus(Protocol):
    """The bus of one house; a topic is the name of the publisher's ledger."""

    def announce(self, topic: str) -> None:
        """Tell that the publisher of `topic` has numbered something. It never waits."""

    def subscribe(self, topic: str) -> Subscription:
        """Listen to a topic."""
        ...


class MemoryBus:
    """Carries nothing and stores nothing: it wakes the followers in this process, and they read `/ledger`."""

    def __init__(self) -> None:
        self._listening: dict[str, set[_Waker]] = defaultdict(set)

    def announce(self, topic: str) -> None:
        """Wake every follower of the topic."""
        for waker in self._listening[topic]:
            waker.news.set()

    def subscribe(self, topic: str) -> Subscription:
        """Listen to a topic."""
        waker = _Waker(self._listening[topic])
        self._listening[topic].add(waker)
        return waker


class _Waker:
    def __init__(self, listening: "set[_Waker]") -> None:
        self.news = asyncio.Event()
        self._listening = listening

    async def next(self, seconds: float) -> Sequence[Item]:
        # Not `wait_for`: on Python 3.11 it swallows an order to stop that comes together with the news.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.news.wait()
                self.news.clear()
        return ()

    async def close(self) -> None:
        self._listening.discard(self)
