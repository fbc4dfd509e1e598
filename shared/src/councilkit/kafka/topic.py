"""One service's topic: one partition, kept for ever."""

import asyncio
from collections.abc import Sequence
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import TopicAlreadyExistsError, TopicAuthorizationFailedError, for_code

from councilkit.events import Item
from councilkit.events.record import MAX_DATA, Record, from_record, to_record
from councilkit.kafka.connection import ANSWERS_WITHIN, Connection
from councilkit.kafka.ending import STOPS_WITHIN, begin, bounded, end_consumer, end_producer
from councilkit.kafka.reading import Unreadable, poll
from councilkit.publishing.port import BusAway, TopicWrong

SILENCE = 30.0
"""Seconds without an acknowledgement after which the producer is given up."""

LAST = 1000
"""How many of the topic's records are looked at to find how far it is."""

BATCH = 2 * MAX_DATA
_LOOK = 1.0
_MOMENT = 0.05
FOR_EVER = {"retention.ms": "-1", "retention.bytes": "-1", "cleanup.policy": "delete"}


class KafkaTopic:
    """Implements `Topic`. One batch is in flight at a time, so an error never leaves a hole before what follows it."""

    def __init__(self, connection: Connection, name: str) -> None:
        self.name = name
        self._connection = connection
        self._producer: AIOKafkaProducer | None = None

    async def open(self) -> None:
        """Connect, make the topic if there is none, and require that it is as it must be."""
        async with self._connection.reaching():
            async with asyncio.timeout(SILENCE):
                await self._make()
                self._producer = AIOKafkaProducer(
                    **self._connection.options(),
                    acks="all",
                    enable_idempotence=True,
                    max_batch_size=BATCH,
                    max_request_size=2 * BATCH,
                )
                await begin(self._producer.start())
                await self._producer.partitions_for(self.name)  # so that `send` does not look for the topic

    async def tail(self, source: str, epoch: int) -> list[Item]:
        """Tell those of the topic's last records that say they are by this publisher in this epoch."""
        consumer = AIOKafkaConsumer(
            **self._connection.options(), enable_auto_commit=False, auto_offset_reset="earliest"
        )
        async with self._connection.reaching():
            try:
                async with asyncio.timeout(SILENCE):
                    await begin(consumer.start())
                    if self.name not in await consumer.topics():
                        raise BusAway(f"The topic {self.name} is gone")
                    records = await _tail(consumer, TopicPartition(self.name, 0))
            finally:
                await end_consumer(consumer)
        return [item for item in _readable(records) if (item.source, item.epoch) == (source, epoch)]

    async def send(self, items: Sequence[Item]) -> None:
        """Send items in order, batch after batch."""
        for item in items:
            if len(item.data) > MAX_DATA:  # no follower would take it in
                raise BusAway(f"{item.id} has {len(item.data)} bytes and is too large for {self.name}")
        waiting = [to_record(item) for item in items]
        async with self._connection.reaching():
            while waiting:
                async with asyncio.timeout(SILENCE):
                    waiting = waiting[await self._send_batch(waiting) :]

    async def close(self) -> None:
        """Let go of the connection."""
        if self._producer:
            await end_producer(self._producer)
            self._producer = None

    async def _send_batch(self, records: Sequence[Record]) -> int:
        """Send as many records as fit in a batch; tell how many."""
        assert self._producer  # noqa: S101 - opened first
        batch = self._producer.create_batch()
        count = 0
        for record in records:
            if not batch.append(key=record.key, value=record.value, timestamp=None, headers=list(record.headers)):
                break
            count += 1
        await (await self._producer.send_batch(batch, self.name, partition=0))
        return count

    async def _make(self) -> None:
        admin = AIOKafkaAdminClient(**self._connection.options())
        try:
            await begin(admin.start())
            await self._require_one_partition(admin, made=await self._create(admin))
            await self._require_for_ever(admin)
        finally:
            await bounded(admin.close(), STOPS_WITHIN)

    async def _create(self, admin: AIOKafkaAdminClient) -> bool:
        brokers = (await admin.describe_cluster())["brokers"]
        copies = min(self._connection.copies, len(brokers))
        lasting = FOR_EVER | {"min.insync.replicas": str(max(1, copies - 1))}
        new = NewTopic(self.name, 1, copies, topic_configs=lasting)
        answer = await admin.create_topics([new], timeout_ms=int(ANSWERS_WITHIN * 1000))
        error = for_code(answer.topic_errors[0][1])
        # Where a platform makes the topics, ours may not: then it must be there already.
        if error.errno and error not in (TopicAlreadyExistsError, TopicAuthorizationFailedError):
            raise error
        return not error.errno

    async def _require_one_partition(self, admin: AIOKafkaAdminClient, *, made: bool) -> None:
        found = await self._partitions(admin)
        while made and not found:  # it takes a moment until it is known
            await asyncio.sleep(_MOMENT)
            found = await self._partitions(admin)
        if not found:
            raise TopicWrong(
                f"There is no topic {self.name}, and this service may not make it: whoever runs Kafka must"
            )
        if found != 1:
            raise TopicWrong(f"The topic {self.name} has {found} partitions and must have one")

    async def _partitions(self, admin: AIOKafkaAdminClient) -> int:
        described = await admin.describe_topics([self.name])
        return len(described[0]["partitions"]) if described else 0

    async def _require_for_ever(self, admin: AIOKafkaAdminClient) -> None:
        resource = ConfigResource(ConfigResourceType.TOPIC, self.name, dict.fromkeys(FOR_EVER))
        try:
            [response] = await admin.describe_configs([resource])
            [(code, _, _, _, entries)] = response.resources
            if code:
                raise for_code(code)
        except TopicAuthorizationFailedError:
            return  # not ours to see: whoever may see it made it
        for entry in entries:
            if FOR_EVER.get(entry[0]) not in (None, entry[1]):
                raise TopicWrong(
                    f"The topic {self.name} has {entry[0]} = {entry[1]} and must have {FOR_EVER[entry[0]]}"
                )


async def _tail(consumer: AIOKafkaConsumer, partition: TopicPartition) -> list[Any]:
    consumer.assign([partition])
    first = (await consumer.beginning_offsets([partition]))[partition]
    end = (await consumer.end_offsets([partition]))[partition]
    consumer.seek(partition, max(first, end - LAST))
    records: list[Any] = []
    while await consumer.position(partition) < end:
        records += await poll(consumer, partition, _LOOK)
    return records


def _readable(records: Sequence[Any]) -> list[Item]:
    items = []
    for record in records:
        try:
            if not isinstance(record, Unreadable):
                items.append(from_record(Record(record.key, record.value, record.headers)))
        except ValueError:  # whoever follows the topic tells about it
            continue
    return items
