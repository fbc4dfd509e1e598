"""Sends a ledger's numbered events to its topic, in order, and notices when the two do not tell the same history."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from time import monotonic

import structlog

from councilkit.crashpoints import passing
from councilkit.events import Item
from councilkit.ledger.chain import GENESIS, link
from councilkit.ledger.entry import as_item
from councilkit.ledger.port import PAGE, Head, LedgerStore
from councilkit.publishing.port import BusAway, PublishingStore, Topic, TopicWrong
from councilkit.refusals import Unavailable

COMPARE_EVERY = 60.0
"""Seconds between comparisons of the topic with the ledger; each new connection begins with one."""

LOOK_EVERY = 1.0
"""Seconds between looks for what is to be sent, when no nudge comes."""

PAUSE = 1.0
"""Seconds between tries while the bus is away."""

SELDOM = 10
"""Pauses between tries while somebody has to mend the topic, or to say that the ledger was restored."""

RESTORED = "This ledger was restored from a backup, or somebody else writes to its topic"

log = structlog.get_logger(__name__)


class OtherTopic(Exception):
    """The topic tells what the ledger does not; the message says so in one sentence."""


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
        self._epoch: int | None = None

    def nudge(self) -> None:
        """Tell that something was numbered in this process."""
        self._nudged.set()

    async def run(self) -> None:
        """Publish for as long as the lease is held; an error of the bus leads to a new connection, for ever."""
        while True:
            pauses = 1
            try:
                await self._topic.open()
                await self._publish()
            except (OtherTopic, TopicWrong) as alarm:
                await self._halt(str(alarm))
                pauses = SELDOM
            except BusAway as away:
                self._tell(str(away))
            except Unavailable:
                raise  # our own database is away, for all that the lease is held for
            except Exception:  # a fault of the bus's must not stop the rest of the house
                log.exception("publishing_failed", service=self._source)
            finally:
                await self._topic.close()
            await self._rest(pauses)

    async def _rest(self, pauses: int) -> None:
        """Pause so often, or until an operator raises the epoch."""
        for _ in range(pauses):
            await self._pause(PAUSE)
            epoch = await self._ledger.epoch()
            if self._epoch not in (None, epoch):
                self._epoch = epoch
                return

    async def _publish(self) -> None:
        while True:
            place = await self.compare()
            self._tell(None)
            compared = looked = monotonic()
            while monotonic() - compared < COMPARE_EVERY:
                if monotonic() - looked > LOOK_EVERY:
                    place = await self._as_asked(place)
                    looked = monotonic()
                before = place.position
                place = await self.publish_page(place)
                if place.position - before < PAGE:
                    await self._wait()  # not at all, if something was numbered since the look

    async def _as_asked(self, place: Head) -> Head:
        """Go back to the beginning when an operator asks for a refill, or has raised the epoch; look where we are."""
        head = await self._ledger.head()
        if head.epoch != place.epoch or (await self._store.cursor()).refill:
            await self._store.start_over(head.epoch)
            return Head(head.epoch)
        return await self.compare() if head.position < place.position else place

    async def publish_page(self, place: Head) -> Head:
        """Send what follows `place`, a page at most; tell the place after it."""
        self._nudged.clear()
        entries = await self._ledger.page(place.position, PAGE)
        if not entries:
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
        self._epoch = await self._ledger.epoch()
        last = await self._last(self._epoch)
        head = await self._ledger.head()  # after it: another replica may have numbered and sent meanwhile
        cursor = await self._store.cursor()
        if head.epoch == last.epoch:
            await self._require_ours(last, head)
        if cursor.halted:
            await self._store.halt(None)
        if not head.epoch == last.epoch == cursor.place.epoch:
            return Head(head.epoch)
        if last.position < cursor.place.position:
            log.warning("topic_behind", service=self._source, topic=last.position, acknowledged=cursor.place.position)
        return min(cursor.place, last, key=lambda place: place.position)

    async def _last(self, epoch: int) -> Head:
        """Tell how far the topic tells a history. A record that continues nothing, and is not ours, is a stranger's."""
        tail = await self._topic.tail(self._source, epoch)
        continuing = _continuing(tail)
        for item in sorted(tail, key=lambda item: item.position, reverse=True):
            if (item.position, item.hash) in continuing or item.hash == await self._hash_at(item.position):
                return Head(epoch, item.position, item.hash)
        return Head(epoch)

    async def _require_ours(self, last: Head, head: Head) -> None:
        if last.position > head.position:
            raise OtherTopic(
                f"{RESTORED}: the topic is at position {last.position}, and the ledger ends at {head.position}"
            )
        if last.position and await self._hash_at(last.position) != last.hash:
            raise OtherTopic(f"{RESTORED}: the topic tells another event at position {last.position}")

    async def _hash_at(self, position: int) -> str | None:
        entries = await self._ledger.page(position - 1, 1)
        return entries[0].hash if entries and entries[0].position == position else None

    async def _halt(self, sentence: str) -> None:
        if sentence != self._told:
            await self._store.halt(sentence)
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


def _continuing(tail: Sequence[Item]) -> set[tuple[int, str]]:
    """Tell position and hash of the records that continue another one of the topic, or begin at the beginning."""
    hashes, continuing = {0: GENESIS}, set()
    for item in tail:
        if item.hash == link(hashes.get(item.position - 1, ""), item.position, item.id, item.type, item.data):
            continuing.add((item.position, item.hash))
        hashes[item.position] = item.hash
    return continuing
