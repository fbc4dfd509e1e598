"""What is done to topics by hand: by a platform that makes them, by an operator, by a stranger who writes to them."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import for_code

from councilkit.events.record import Record
from councilkit.kafka import Connection


class TopicHands:
    """Works on the topics of one Kafka, each time with a client of its own."""

    def __init__(self, connection: Connection) -> None:
        self._options = connection.options()

    async def make(self, topic: str, *, partitions: int = 1, **settings: str) -> None:
        """Make a topic; underscores in the settings' names are full stops."""
        async with self._admin() as admin:
            new = NewTopic(topic, partitions, 1, topic_configs=_dotted(settings))
            _require((await admin.create_topics([new])).topic_errors[0][1])

    async def delete(self, topic: str) -> None:
        """Delete a topic with all its records."""
        async with self._admin() as admin:
            _require((await admin.delete_topics([topic])).topic_error_codes[0][1])

    async def all(self) -> list[str]:
        """Tell the names of all topics, but for Kafka's own."""
        async with self._admin() as admin:
            return sorted(topic for topic in await admin.list_topics() if not topic.startswith("__"))

    async def set(self, topic: str, **settings: str) -> None:
        """Set a topic's settings."""
        async with self._admin() as admin:
            [answer] = await admin.alter_configs(
                [ConfigResource(ConfigResourceType.TOPIC, topic, configs=_dotted(settings))]
            )
            _require(answer.resources[0][0])

    async def settings(self, topic: str) -> dict[str, str]:
        """Tell a topic's settings, and its number of partitions under that name."""
        async with self._admin() as admin:
            [answer] = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)])
            [described] = await admin.describe_topics([topic])
        [(_, _, _, _, entries)] = answer.resources
        return {entry[0]: entry[1] for entry in entries} | {"partitions": str(len(described["partitions"]))}

    async def send(self, topic: str, records: Sequence[Record]) -> None:
        """Write records, whatever they are."""
        producer = AIOKafkaProducer(**self._options, max_request_size=2**20)
        await producer.start()
        try:
            for record in records:
                await producer.send(topic, record.value, record.key, partition=0, headers=list(record.headers))
            await producer.flush()
        finally:
            await producer.stop()

    async def read(self, topic: str) -> list[Record]:
        """Tell everything that a topic holds."""
        consumer, partition = AIOKafkaConsumer(**self._options, auto_offset_reset="earliest"), TopicPartition(topic, 0)
        await consumer.start()
        found: list[Record] = []
        try:
            consumer.assign([partition])
            end = (await consumer.end_offsets([partition]))[partition]
            while await consumer.position(partition) < end:
                one = await consumer.getone(partition)
                found.append(Record(one.key, one.value, one.headers))
        finally:
            await consumer.stop()
        return found

    @asynccontextmanager
    async def _admin(self) -> AsyncIterator[AIOKafkaAdminClient]:
        admin = AIOKafkaAdminClient(**self._options)
        try:
            await admin.start()
            yield admin
        finally:
            await admin.close()


def _dotted(settings: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "."): value for name, value in settings.items()}


def _require(code: Any) -> None:  # noqa: ANN401 - aiokafka has no types
    error = for_code(code)
    if error.errno:
        raise error
