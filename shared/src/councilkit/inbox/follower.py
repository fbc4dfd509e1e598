"""One consumer at one publisher: takes each event in once, in order, and remembers its place."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

import structlog

from councilkit.bus import News, Stray
from councilkit.clock import Clock
from councilkit.crashpoints import passing
from councilkit.events import Event, Item
from councilkit.inbox.handlers import UNKNOWN_VERSION, Handler, Handlers
from councilkit.inbox.history import (
    OtherHistory,
    continues,
    is_old,
    next_place,
    require_next,
    require_same_history,
)
from councilkit.inbox.port import InboxStore, Parked, Place, Source

Batch = Callable[[Sequence[Item]], AbstractAsyncContextManager[None]]
"""What surrounds the handlers while they take these items."""

Count = Callable[[str, str, int], None]
"""Is told how many events a consumer took in: its name, `bus` or `ledger`, and the number."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Memory:
    place: Place
    parked: dict[str, Parked]


class Follower:
    """Takes one publisher's events to handlers, by event type; several handlers of a type run in their order.

    They run within a `batch`; when that has ended well, their effect is durable.
    """

    def __init__(
        self,
        name: str,
        source: Source,
        store: InboxStore,
        handlers: Mapping[type[Event], Sequence[Handler]],
        *,
        batch: Batch = lambda _: nullcontext(),
        clock: Clock,
        span: Callable[[Item], AbstractContextManager[object]] = lambda _: nullcontext(),
        count: Count = lambda *_: None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.name = name
        self._source = source
        self._store = store
        self._handlers = Handlers(handlers, span=span, sleep=sleep)
        self._batch = batch
        self._clock = clock
        self._count = count
        self._remembered: _Memory | None = None
        self._may_be_halted = True

    async def step(self, news: News | None) -> Place:
        """Take in what was heard; on news of nothing, look at the publisher; always, do what an operator asks.

        Raises:
            NewEpoch: the publisher has begun a new epoch.
            OtherHistory: what the publisher tells does not continue what was taken in; that is remembered.
            Unavailable: the publisher, or our own database, does not answer; nothing is lost.

        """
        try:
            await self.redrive()
            if news:
                await self.take(news)
            elif news is not None:
                await self._look()
        except OtherHistory as alarm:
            self._may_be_halted = True
            await self._store.halt(self.name, str(alarm))
            raise
        return (await self._memory()).place

    async def _look(self) -> None:
        await self.catch_up()
        if self._may_be_halted:  # the publisher's history is ours, again or still
            await self._store.halt(self.name, None)
            self._may_be_halted = False

    async def catch_up(self) -> Place:
        """Read the publisher until level with its head; tell the place. Raises what `step` does."""
        while not await self.read_on():
            pass
        return (await self._memory()).place

    async def read_on(self) -> bool:
        """Read a page from the publisher; tell whether that was the last one. Raises what `step` does."""
        place = (await self._memory()).place
        page = await self._source.read(place.position)
        require_same_history(place, page.head)
        if page.items:
            require_next(place, page.items[0])
            place = await self._take_next(page.items, "ledger")
        return not page.items or place.position >= page.head.position

    async def take(self, news: News) -> None:
        """Take in what the bus brought. What is known is dropped, a gap is read from the publisher first.

        The publisher's ledger is the truth: what the bus brings and the ledger does not tell is set aside.
        """
        run: list[Item] = []
        for one in news:
            if isinstance(one, Item) and continues(run[-1] if run else (await self._memory()).place, one):
                run.append(one)
                continue
            await self._take_next(run, "bus")
            run = []
            await self._take_other(one)
        await self._take_next(run, "bus")

    async def _take_other(self, one: Item | Stray) -> None:
        """Take something that does not come next: known already, ahead of what we know, or nobody's."""
        if isinstance(one, Stray):
            await self._set_aside(one)
            return
        if is_old((await self._memory()).place, one):
            return
        place = await self.catch_up()
        if not await self._is_told(place, one):
            where = f"{one.source} has told {place.epoch}.{place.position}, but not what a record on its topic says"
            await self._set_aside(Stray(one.stream, one.id, f"{where} of {one.epoch}.{one.position}"))

    async def _is_told(self, place: Place, item: Item) -> bool:
        if item.epoch != place.epoch or item.position > place.position:
            return False
        told = (await self._source.read(item.position - 1)).items[0]
        return (told.hash, told.id, told.data) == (item.hash, item.id, item.data)

    async def _set_aside(self, stray: Stray) -> None:
        memory = await self._memory()
        if stray.stream not in memory.parked:
            memory.parked[stray.stream] = await self._park(stray.stream, stray.record, "", stray.cause)

    async def _take_next(self, items: Sequence[Item], by: str) -> Place:
        """Take in items that come next, one after the other."""
        memory = await self._memory()
        if not items:
            return memory.place
        self._remembered = None  # until all of this is durable
        place = memory.place
        async with self._batch(items):
            for item in items:
                place = next_place(place, item)
                if item.stream not in memory.parked and (cause := await self._handlers.cause_to_park(item)):
                    memory.parked[item.stream] = await self._park(item.stream, item.id, item.type, cause)
        await self._move(place)
        self._remembered = _Memory(place, memory.parked)
        self._count(self.name, by, len(items))
        return place

    async def _memory(self) -> "_Memory":
        # Nobody else moves our place while we hold the lease. If we hold it no more and do not know yet, an old place
        # makes us do again what was done: no harm, and `move` goes forward only.
        if self._remembered is None:
            self._remembered = _Memory(await self._store.place(self.name), await self._store.parked(self.name))
        return self._remembered

    async def start_over(self) -> None:
        """Begin again with the publisher's new epoch; what was set aside is taken in again too."""
        epoch = (await self._source.read(0)).head.epoch
        parked = await self._store.parked(self.name)
        self._remembered = None
        await self._store.restart(self.name, epoch)
        for stream in parked:
            await self._store.unpark(self.name, stream)

    async def redrive(self) -> None:
        """Read again the streams for which an operator, or a newer version of this service, asks it."""
        if not (await self._memory()).parked:
            return
        self._remembered = None
        for parked in (await self._store.parked(self.name)).values():
            known_now = parked.cause == UNKNOWN_VERSION and self._handlers.know(parked.type)
            if parked.redrive or known_now:
                passing("inbox.before-redrive")
                await self._redrive(parked)
                passing("inbox.after-redrive")

    async def _redrive(self, parked: Parked) -> None:
        place = await self._store.place(self.name)
        items = [item for item in await self._source.stream(parked.stream) if item.position <= place.position]
        async with self._batch(items):
            for item in items:
                if cause := await self._handlers.cause_to_park(item):
                    await self._store.park(replace(parked, entry=item.id, type=item.type, cause=cause, redrive=False))
                    return
        await self._store.unpark(self.name, parked.stream)
        log.info("stream_redriven", consumer=self.name, stream=parked.stream)

    async def _move(self, place: Place) -> None:
        passing("inbox.before-place")
        await self._store.move(self.name, place)
        passing("inbox.after-place")

    async def _park(self, stream: str, entry: str, type: str, cause: str) -> Parked:
        parked = Parked(consumer=self.name, stream=stream, entry=entry, type=type, cause=cause, since=self._clock())
        log.error("stream_parked", consumer=self.name, stream=stream, entry=entry, cause=cause)
        passing("inbox.before-park")
        await self._store.park(parked)
        passing("inbox.after-park")
        return parked
