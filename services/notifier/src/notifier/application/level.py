"""How a use case makes sure that it has heard what others told before it tells anybody anything."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from councilkit.clock import Clock

Level = Callable[[], Awaitable[bool]]
"""Waits until we have heard all that was told of what it asks about; tells whether we have."""

ONCE_IN = timedelta(minutes=1)


class OnceAMinute:
    """A `Level` that asks another once for all who ask within a minute: a morning's mails are written in a row."""

    def __init__(self, level: Level, clock: Clock) -> None:
        self._level = level
        self._clock = clock
        self._good_until: datetime | None = None
        self._asking = asyncio.Lock()

    async def __call__(self) -> bool:
        async with self._asking:
            now = self._clock()
            if self._good_until is None or not now < self._good_until <= now + ONCE_IN:
                self._good_until = now + ONCE_IN if await self._level() else None
            return self._good_until is not None
