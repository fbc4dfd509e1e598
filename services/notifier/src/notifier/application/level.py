"""How a use case makes sure that it has heard what others told before it tells anybody anything."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from councilkit.clock import Clock
from councilkit.events import Item
from councilkit.ledger import Head
from councilkit.refusals import Unavailable

Level = Callable[[], Awaitable[bool]]
"""Waits until we have heard all that was told of what it asks about; tells whether we have."""

Heads = Callable[[], Awaitable[Head | None]]
"""Likewise; tells the head of the publisher whose items are followed, as it was before the others were asked."""

ONCE_IN = timedelta(minutes=1)


async def require_level(level: Awaitable[bool], news: str) -> None:
    """Go on only if we have heard all news of these, as `level`, which was asked, tells."""
    if not await level:
        raise Unavailable(f"We have not heard the latest news of {news} yet.")


class OnceAMinute:
    """A `Level` that asks another once for all who ask within a minute: a morning's mails are written in a row.

    Those who ask while it waits get the same answer, also a no: they do not wait one after the other.
    """

    def __init__(self, level: Level, clock: Clock) -> None:
        self._level = level
        self._clock = clock
        self._good_until: datetime | None = None
        self._asking: asyncio.Task[bool] | None = None

    async def __call__(self) -> bool:
        now = self._clock()
        if self._good_until and now < self._good_until <= now + ONCE_IN:
            return True
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask(now))
        return await asyncio.shield(self._asking)

    async def _ask(self, now: datetime) -> bool:
        heard = await self._level()
        self._good_until = now + ONCE_IN if heard else None
        return heard


class LevelSince:
    """Tells whether we have heard an item, and all that others had told when it was told.

    One question is enough for all that its publisher had told by then: what has piled up is gone through without asking
    about each. An item's time does not tell what came before the question: after a crash, it is numbered long after it
    was written.
    """

    def __init__(self, heads: Heads) -> None:
        self._heads = heads
        self._heard: Head | None = None

    async def __call__(self, item: Item) -> bool:
        if self._heard is None or not _is_below(item, self._heard):
            self._heard = await self._heads()
        return self._heard is not None and _is_below(item, self._heard)


def _is_below(item: Item, head: Head) -> bool:
    return (item.epoch, item.position) <= (head.epoch, head.position)
