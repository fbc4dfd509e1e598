"""One consumer at one publisher: takes each event in once, in order, and remembers its place."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import Any

import structlog

from councilkit.bus import News, Stray
from councilkit.clock import Clock
from councilkit.crashpoints import passing
from councilkit.events import Event, Item
from councilkit.inbox.fate import Done, Fate, Ignore, Park, Retry
from councilkit.inbox.port import InboxStore, Parked, Place, Source
from councilkit.ledger.chain import link
from councilkit.ledger.refusals import Busy
from councilkit.refusals import Refusal, Unavailable

Handler = Callable[[Any, Item], Awaitable[Fate]]
"""Takes the effect of one event. It may be called again with the same event; then its effect must not double."""

Batch = Callable[[Sequence[Item]], AbstractAsyncContextManager[None]]
"""What surrounds the handlers while they take these items."""

Count = Callable[[str, str, int], None]
"""Is told how many events a consumer took in: its name, `bus` or `ledger`, and the number."""

PAUSES = (0.1, 0.3, 1, 3, 5, 10, 10)
"""Seconds between the tries of an event that a handler wants to retry: 30 in all, then it is parked."""

UNKNOWN_VERSION = "unknown-version"

log = structlog.get_logger(__name__)


class OtherHistory(Exception):
    """The publisher tells another history than the one that was taken in. The consumer stops: a person must look."""


class NewEpoch(Exception):
    """The publisher was restored and has begun a new epoch: everything from it must be taken in again."""


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
        self._handlers = {event.TYPE: list(several) for event, several in handlers.items()}
        self._kinds = {_kind(name) for name in self._handlers}
        self._batch = batch
        self._clock = clock
        self._span = span
        self._count = count
        self._sleep = sleep
        self._remembered: _Memory | None = None

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
                await self.catch_up()
        except OtherHistory as alarm:
            await self._store.halt(self.name, str(alarm))
            raise
        return (await self._memory()).place

    async def catch_up(self) -> Place:
        """Read the publisher until level with its head; tell the place. Raises what `step` does."""
        while not await self.read_on():
            pass
        return (await self._memory()).place

    async def read_on(self) -> bool:
        """Read a page from the publisher; tell whether that was the last one. Raises what `step` does."""
        place = (await self._memory()).place
        page = await self._source.read(place.position)
        _require_same_history(place, page.head)
        if page.items:
            _require_next(place, page.items[0])
            place = await self._take_next(page.items, "ledger")
        return not page.items or place.position >= page.head.position

    async def take(self, news: News) -> None:
        """Take in what the bus brought. What is known is dropped, a gap is read from the publisher first.

        The publisher's ledger is the truth: what the bus brings and the ledger does not tell is set aside.
        """
        run: list[Item] = []
        for one in news:
            if isinstance(one, Item) and _continues(run[-1] if run else (await self._memory()).place, one):
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
        if _is_old((await self._memory()).place, one):
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
                place = _next_place(place, item)
                if item.stream not in memory.parked and (cause := await self._cause_to_park(item)):
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
        """Begin again with the publisher's new epoch."""
        epoch = (await self._source.read(0)).head.epoch
        self._remembered = None
        await self._store.restart(self.name, epoch)

    async def redrive(self) -> None:
        """Read again the streams for which an operator, or a newer version of this service, asks it."""
        if not (await self._memory()).parked:
            return
        self._remembered = None
        for parked in (await self._store.parked(self.name)).values():
            known_now = parked.cause == UNKNOWN_VERSION and parked.type in self._handlers
            if parked.redrive or known_now:
                passing("inbox.before-redrive")
                await self._redrive(parked)
                passing("inbox.after-redrive")

    async def _redrive(self, parked: Parked) -> None:
        place = await self._store.place(self.name)
        items = [item for item in await self._source.stream(parked.stream) if item.position <= place.position]
        async with self._batch(items):
            for item in items:
                if cause := await self._cause_to_park(item):
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

    async def _cause_to_park(self, item: Item) -> str | None:
        fate = await self._fate(item)
        return fate.cause if isinstance(fate, Park) else None

    async def _fate(self, item: Item) -> Fate:
        if item.type not in self._handlers:
            return Park(UNKNOWN_VERSION) if _kind(item.type) in self._kinds else Ignore()
        cause = ""
        for pause in (*PAUSES, None):
            fate = await self._try(item)
            if not isinstance(fate, Retry):
                return fate
            cause = fate.cause
            if pause is not None:
                await self._sleep(pause)
        return Park(f"retried for {sum(PAUSES):.0f} s: {cause}")

    async def _try(self, item: Item) -> Fate:
        try:
            with self._span(item):
                return await self._handle(item)
        except Unavailable:
            raise  # no fate: the follower waits until the database is there again
        except Busy as busy:
            return Retry(busy.detail)
        except Refusal as refusal:
            return Park(f"{refusal.slug}: {refusal.detail}")
        except Exception as error:  # noqa: BLE001 - one event's fault must not stop the other streams
            return Park(f"{type(error).__name__} in a handler")

    async def _handle(self, item: Item) -> Fate:
        event = item.event()
        for handler in self._handlers[item.type]:
            fate = await handler(event, item)
            if isinstance(fate, Park | Retry):
                return fate
        return Done()


def _kind(type_name: str) -> str:
    return type_name.rpartition(".v")[0]


def _next_place(place: Place, item: Item) -> Place:
    if item.hash != link(place.hash, item.position, item.id, item.type, item.data):
        message = f"{item.source} tells {item.id} at position {item.position}, which does not continue its chain"
        raise OtherHistory(message)
    return Place(item.epoch, item.position, item.hash)


def _continues(before: Place | Item, item: Item) -> bool:
    """Tell whether an item is the one that comes next, in place and in the chain."""
    follows = (item.epoch, item.position) == (before.epoch, before.position + 1)
    return follows and item.hash == link(before.hash, item.position, item.id, item.type, item.data)


def _is_old(place: Place, item: Item) -> bool:
    """Tell whether an item is one that was taken in, as far as a place can tell."""
    if (item.epoch, item.position) == (place.epoch, place.position):
        return item.hash == place.hash
    return item.epoch < place.epoch or (item.epoch == place.epoch and item.position < place.position)


def _require_next(place: Place, item: Item) -> None:
    if (item.epoch, item.position) != (place.epoch, place.position + 1):
        message = f"{item.source} tells {item.epoch}.{item.position} next after {place.epoch}.{place.position}"
        raise OtherHistory(message)


def _require_same_history(place: Place, head: Place) -> None:
    if head.epoch > place.epoch:
        message = f"epoch {head.epoch}"
        raise NewEpoch(message)
    if head.epoch < place.epoch or head.position < place.position:
        message = f"the publisher is at {head.epoch}.{head.position}, behind {place.epoch}.{place.position}"
        raise OtherHistory(message)
    if head.position == place.position and head.hash != place.hash:
        message = f"the publisher tells another event than before at position {head.position}"
        raise OtherHistory(message)
