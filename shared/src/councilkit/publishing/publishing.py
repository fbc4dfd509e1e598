"""Sends a ledger's numbered events to its topic, in order, and notices when the two do not tell the same history."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from time import monotonic

import structlog

from councilkit.crashpoints import passing
from councilkit.events import Item
from councilkit.ledger.entry import as_item
from councilkit.ledger.port import PAGE, Head, LedgerStore
from councilkit.publishing.port import BusAway, PublishingStore, Topic

COMPARE_EVERY = 60.0
"""Seconds between comparisons of the topic with the ledger; each new connection begins with one."""

LOOK_EVERY = 1.0
"""Seconds between looks for what is to be sent, when no nudge comes."""

PAUSE = 1.0
"""Seconds between tries while the bus is away."""

log = structlog.get_logger(__name__)


class OtherTopic(Exception):
    """The topic tells what the ledger does not: the ledger was restored from a backup, or somebody else writes here."""


class Publishing:
    """Publishes one ledger. Only the holder of the service's lease runs it.

    A second one does no harm: what it sends again is known to every follower, and the cursor only goes forward.
    """

    def __init__(
        self,
        source: str,
        ledger: LedgerStore,
        store: PublishingStore,
        topic: Topic,
        *,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._source = source
        self._ledger = ledger
        self._store = store
        self._topic = topic
        self._pause = pause
        self._nudged = asyncio.Event()
        self._told: str | None = None

    def nudge(self) -> None:
        """Tell that something was numbered in this process."""
        self._nudged.set()

    async def run(self) -> None:
        """Publish for as long as the lease is held; an error of the bus leads to a new connection, for ever."""
        while True:
            try:
                await self._topic.open()
                await self._publish()
            except BusAway as away:
                self._tell(str(away))
            except OtherTopic as alarm:
                await self._halt(str(alarm))
            finally:
                await self._topic.close()
            await self._pause(PAUSE)

    async def _publish(self) -> None:
        while True:
            place = await self.compare()
            self._tell(None)
            compared = looked = monotonic()
            while monotonic() - compared < COMPARE_EVERY:
                if monotonic() - looked > LOOK_EVERY:
                    place = await self._as_asked(place)
                    looked = monotonic()
                place = await self.publish_page(place)

    async def _as_asked(self, place: Head) -> Head:
        """Go back to the beginning when an operator asks for a refill, or has raised the epoch."""
        epoch = (await self._ledger.head()).epoch
        if epoch == place.epoch and not (await self._store.cursor()).refill:
            return place
        await self._store.start_over(epoch)
        return Head(epoch)

    async def publish_page(self, place: Head) -> Head:
        """Send what follows `place`, a page at most, or wait a moment for it; tell the place after it."""
        self._nudged.clear()
        entries = await self._ledger.page(place.position, PAGE)
        if not entries:
            await self._wait()
            return place
        return await self._send([as_item(entry, source=self._source, epoch=place.epoch) for entry in entries])

    async def _send(self, items: list[Item]) -> Head:
        passing("publishing.before-send")
        await self._topic.send(items)
        passing("publishing.after-send")
        place = Head(items[-1].epoch, items[-1].position, items[-1].hash)
        await self._store.move(place)
        passing("publishing.after-cursor")
        return place

    async def compare(self) -> Head:
        """Tell from where to go on: what the topic has lost is sent again, though it was acknowledged once."""
        head = await self._ledger.head()
        last = await self._topic.last(self._source, head.epoch) or Head(head.epoch)
        await self._require_ours(last, head)
        cursor = await self._store.cursor()
        if cursor.halted:
            await self._store.halt(None)
        if cursor.place.epoch != head.epoch:
            return Head(head.epoch)
        if last.position < cursor.place.position:
            log.warning("topic_behind", service=self._source, topic=last.position, acknowledged=cursor.place.position)
        return min(cursor.place, last, key=lambda place: place.position)

    async def _require_ours(self, last: Head, head: Head) -> None:
        if last.position > head.position:
            raise OtherTopic(
                f"This ledger was restored: its topic is at position {last.position}, and it ends at {head.position}"
            )
        entries = await self._ledger.page(last.position - 1, 1) if last.position else []
        if entries and entries[0].hash != last.hash:
            raise OtherTopic(f"This ledger was restored: its topic tells another event at position {last.position}")

    async def _halt(self, sentence: str) -> None:
        await self._store.halt(sentence)
        if sentence != self._told:
            log.critical("publishing_halted", service=self._source, cause=sentence)
        self._told = sentence

    def _tell(self, sentence: str | None) -> None:
        """Say once that the bus is away, and once that it is back."""
        if sentence and sentence != self._told:
            log.warning("bus_away", service=self._source, cause=sentence)
        if self._told and not sentence:
            log.info("bus_back", service=self._source)
        self._told = sentence

    async def _wait(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LOOK_EVERY):
                await self._nudged.wait()
