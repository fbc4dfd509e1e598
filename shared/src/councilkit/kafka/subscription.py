"""A follower's end of a topic. Its offsets are only a hint where to begin: the follower's place is what counts."""

import asyncio
import contextlib
import re
from time import monotonic
from typing import Any

import structlog
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from councilkit.bus import News, Stray
from councilkit.events import Item
from councilkit.events.record import Record, from_record
from councilkit.kafka.connection import Connection
from councilkit.kafka.ending import begin, bounded, end_consumer
from councilkit.kafka.reading import Unreadable, poll
from councilkit.kafka.topic import SILENCE
from councilkit.ledger.api import STREAM_PATTERN
from councilkit.ledger.port import Head
from councilkit.publishing.port import BusAway

POLL = 1.0
COMMIT_EVERY = 5.0
COMMITS_WITHIN = 1.0
QUIET = 3.0
"""Seconds without an answer, not even that there is nothing new, after which Kafka counts as away."""

PAUSE = 1.0

_AT_FIRST = "not connected yet"

log = structlog.get_logger(__name__)


class KafkaSubscription:
    """Reads the topic's one partition, assigned by hand: nobody else of the group is there to be balanced with."""

    def __init__(self, connection: Connection, source: str, topic: str, group: str) -> None:
        self._connection = connection
        self._source = source
        self._partition = TopicPartition(topic, 0)
        self._group = group
        self._heard: asyncio.Queue[tuple[News, int]] = asyncio.Queue(maxsize=1)
        self._away: str | None = _AT_FIRST
        self._taken_offset: int | None = None
        self._given_offset: int | None = None
        self._given_strays = self._commit_soon = False
        self._overtaken = Overtaken()
        self._task = asyncio.create_task(self._run(), name=f"listen to {topic}")

    async def next(self, seconds: float, taken: Head) -> News | None:
        """Wait for news; while Kafka is away, tell the follower to look by itself."""
        self._taken_offset = self._given_offset
        self._commit_soon |= self._given_strays  # what was set aside shall not come again once it is healed
        self._given_strays = False
        if self._overtaken.stuck(taken):
            log.warning("bus_silent", topic=self._partition.topic, position=taken.position)
            await self._end()
            self._task = asyncio.create_task(self._run(), name=f"listen to {self._partition.topic}")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                news, self._given_offset = await self._heard.get()
                self._given_strays = any(isinstance(one, Stray) for one in news)
                self._overtaken.heard(news)
                return news
        return () if self._away else None

    async def close(self) -> None:
        """Stop listening."""
        await self._end()

    async def _end(self) -> None:
        self._task.cancel()
        await asyncio.wait({self._task})

    async def _run(self) -> None:
        while True:
            consumer = AIOKafkaConsumer(
                **self._connection.options(),
                group_id=self._group,
                enable_auto_commit=False,
                auto_offset_reset="earliest",
            )
            try:
                async with self._connection.reaching():
                    async with asyncio.timeout(SILENCE):
                        await self._begin(consumer)
                    await self._listen(consumer)
            except BusAway as away:
                self._tell(str(away))
            except Exception:  # a fault of the library's must not leave us deaf
                log.exception("bus_failed", topic=self._partition.topic)
                self._away = "failed"
            finally:
                await end_consumer(consumer)
            await asyncio.sleep(PAUSE)

    async def _begin(self, consumer: AIOKafkaConsumer) -> None:
        await begin(consumer.start())
        topic = self._partition.topic
        partitions = await consumer._client.fetch_all_metadata()  # noqa: SLF001
        found = len(partitions.partitions_for_topic(topic) or ())
        if not found:
            raise BusAway(f"There is no topic {topic} yet; its publisher makes it")
        if found != 1:
            raise BusAway(f"The topic {topic} has {found} partitions and must have one")
        consumer.assign([self._partition])
        if self._given_offset is None:  # committed again, or Kafka forgets it where nothing is told for a week
            self._given_offset = await consumer.committed(self._partition)
        self._tell(None)

    async def _listen(self, consumer: AIOKafkaConsumer) -> None:
        committed, silence = monotonic(), Silence()
        try:
            while True:
                if records := await poll(consumer, self._partition, POLL):
                    news = [_read(record, self._partition.topic, self._source) for record in records]
                    await self._heard.put((news, await consumer.position(self._partition)))
                    silence = Silence()
                self._judge(silence.quiet(consumer.last_poll_timestamp(self._partition)))
                if self._commit_soon or monotonic() - committed > COMMIT_EVERY:
                    self._commit_soon = False
                    await bounded(self._commit(consumer), COMMITS_WITHIN)
                    committed = monotonic()
        finally:
            await bounded(self._commit(consumer), COMMITS_WITHIN)

    def _judge(self, quiet: float) -> None:
        sentence = f"Kafka at {self._connection.brokers} tells nothing of {self._partition.topic}"
        if quiet > SILENCE:
            raise BusAway(sentence)
        self._tell(sentence if quiet > QUIET else None)

    async def _commit(self, consumer: AIOKafkaConsumer) -> None:
        if self._taken_offset is not None and not self._away:
            with contextlib.suppress(KafkaError):  # it is a hint
                await consumer.commit({self._partition: self._taken_offset})

    def _tell(self, sentence: str | None) -> None:
        """Say once that Kafka is away, and once that it is back."""
        if sentence and sentence != self._away:
            log.warning("bus_away", topic=self._partition.topic, cause=sentence)
        if not sentence and self._away not in (None, _AT_FIRST):
            log.info("bus_back", topic=self._partition.topic)
        self._away = sentence


class Silence:
    """Notices that the broker answers no more: aiokafka asks it again for ever, and tells only its log."""

    def __init__(self) -> None:
        self._answered: int | None = None
        self._since = monotonic()

    def quiet(self, answered: int | None) -> float:
        """Tell for how many seconds the time of the last answer has been what it is."""
        if answered != self._answered:
            self._answered, self._since = answered, monotonic()
        return monotonic() - self._since


class Overtaken:
    """Notices a consumer that says nothing while its follower learns from the ledger what it should have brought."""

    def __init__(self) -> None:
        self._level: Head | None = None
        self._since: float | None = None

    def heard(self, news: News) -> None:
        """Something came."""
        self._since = None
        for item in news:
            if isinstance(item, Item):
                self._level = Head(item.epoch, item.position, item.hash)

    def stuck(self, taken: Head) -> bool:
        """Tell whether the follower has been ahead of the bus for too long; if so, it is excused and counts anew."""
        if self._level is None or self._level.epoch != taken.epoch:
            self._level = taken
        if taken.position <= self._level.position:
            self._since = None
            return False
        self._since = monotonic() if self._since is None else self._since
        if monotonic() - self._since < SILENCE:
            return False
        self._level, self._since = taken, None
        return True


def _read(record: Any, topic: str, source: str) -> Item | Stray:  # noqa: ANN401 - aiokafka has no types
    where = f"{topic}@{record.offset}"
    if isinstance(record, Unreadable):
        return Stray(_nameless(topic), where, f"{where}: The record cannot be read ({record.error}).")
    try:
        item = from_record(Record(record.key, record.value, record.headers))
    except ValueError as wrong:
        return Stray(_claimed(record.key, topic), where, f"{where}: {wrong}")
    if item.source != source:
        cause = f"{where}: The record says that it comes from {item.source[:60]!a}."
        return Stray(_claimed(record.key, topic), where, cause)
    return item


def _claimed(key: bytes | None, topic: str) -> str:
    """Tell which stream a record claims to be of, if a stream can have that name."""
    name = (key or b"").decode(errors="replace")
    return name if re.fullmatch(STREAM_PATTERN, name) else _nameless(topic)


def _nameless(topic: str) -> str:
    """Name what is of no stream: all of a topic is set aside as one, that its publisher can be asked for and lacks."""
    return ("unreadable-" + re.sub("[^a-z0-9-]", "-", topic))[:100]
