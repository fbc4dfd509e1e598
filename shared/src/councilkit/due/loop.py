"""Looks at whatever is due, for ever: a job for `House.beside`."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from opentelemetry.metrics import Meter, NoOpMeter

from councilkit.clock import Clock
from councilkit.crashpoints import passing
from councilkit.due import AT_LATEST, DueStore, Look
from councilkit.due.figures import DueFigures
from councilkit.events import Event, Item
from councilkit.inbox import Done, Fate
from councilkit.refusals import Unavailable

LOOK_EVERY = 1.0
"""Seconds between looks at the index, without a nudge."""

PAUSE = 1.0
"""Seconds to wait when a database or a neighbour is away."""

AFTER_AN_ERROR = timedelta(minutes=1)
SOON = timedelta(seconds=5)

_PAGE = 50

log = structlog.get_logger(__name__)


class DueLoop:
    """Looks at one subject after the other. One whose look fails is put off for a minute, and the others go on.

    `ready` is asked before each page: while it is not so, nothing is looked at. Two loops at once do no harm: what a
    look does has a command id of its own.
    """

    def __init__(
        self,
        store: DueStore,
        look: Look,
        *,
        clock: Clock,
        ready: Callable[[], Awaitable[bool]] | None = None,
        meter: Meter | None = None,
    ) -> None:
        self.store = store
        self._look = look
        self._clock = clock
        self._ready = ready
        self._figures = DueFigures(meter or NoOpMeter("none"), store, clock)
        self._nudged = asyncio.Event()

    def nudge(self) -> None:
        """Look at the index at once."""
        self._nudged.set()

    async def look_again(self, _event: Event, item: Item) -> Fate:
        """Look at once at whatever an event is about: for `House.follow`, where the subjects are streams."""
        await self.store.look_again([item.stream])
        self.nudge()
        return Done()

    async def run(self) -> None:
        """Look without an end."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._figures.run())
            group.create_task(self._look_on())

    async def _look_on(self) -> None:
        prepared = False
        while True:
            try:
                if not prepared:
                    await self.store.prepare()
                    prepared = True
                if await self.turn():
                    continue
            except Unavailable as away:
                log.warning("due_waits", cause=away.detail)
                await asyncio.sleep(PAUSE)
                continue
            await self._wait()

    async def turn(self) -> int:
        """Look at a page of what is due now; tell how many there were. Raises `Unavailable`."""
        self._nudged.clear()
        found = await self.store.due(self._clock(), _PAGE)
        if found and self._ready and not await self._ready():
            raise Unavailable("We have not heard all that a look stands on.")
        for subject, changes in found:
            until = await self._next_look(subject)
            await self.store.put_off(subject, until, changes)
        return len(found)

    async def _next_look(self, subject: str) -> datetime | None:
        now = self._clock()
        try:
            passing("due.before-act")
            until = await self._look(subject, now)
            passing("due.after-act")
        except Unavailable as away:  # one neighbour may be away for one subject only: the others come first
            log.warning("due_put_off", subject=subject, cause=away.detail)
            self._figures.a_look_failed("away")
            await asyncio.sleep(PAUSE)
            return now + SOON
        except Exception:
            log.exception("due_failed", subject=subject)
            self._figures.a_look_failed("error")
            return now + AFTER_AN_ERROR
        return until and min(until, now + AT_LATEST)

    async def _wait(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LOOK_EVERY):
                await self._nudged.wait()
