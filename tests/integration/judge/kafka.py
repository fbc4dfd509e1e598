"""Reads topics from their beginning to their end."""

import asyncio

from aiokafka import AIOKafkaConsumer, TopicPartition

from judge.world import Record

SECONDS = 60


class TopicUnreadable(Exception):
    """A topic is not there, has several partitions, or does not come to its end in time."""


async def read_topics(brokers: str, *names: str) -> list[list[Record]]:
    consumer = AIOKafkaConsumer(bootstrap_servers=brokers, enable_auto_commit=False, auto_offset_reset="earliest")
    async with asyncio.timeout(SECONDS):
        await consumer.start()
    try:
        return [await _read(consumer, name) for name in names]
    finally:
        # In a task of its own: a consumer that was never assigned anything ends as if it had been cancelled.
        await asyncio.wait({asyncio.ensure_future(consumer.stop())}, timeout=SECONDS)


async def _read(consumer: AIOKafkaConsumer, name: str) -> list[Record]:
    if name not in await consumer.topics():
        raise TopicUnreadable(f"There is no topic {name}.")
    try:
        async with asyncio.timeout(SECONDS):
            return await _to_the_end(consumer, TopicPartition(name, 0))
    except TimeoutError:
        raise TopicUnreadable(f"The topic {name} did not come to its end within {SECONDS} s.") from None


async def _to_the_end(consumer: AIOKafkaConsumer, partition: TopicPartition) -> list[Record]:
    consumer.assign([partition])
    end = (await consumer.end_offsets([partition]))[partition]
    if (partitions := consumer.partitions_for_topic(partition.topic)) != {0}:
        raise TopicUnreadable(f"The topic {partition.topic} has {len(partitions or ())} partitions, and must have one.")
    await consumer.seek_to_beginning(partition)
    records: list[Record] = []
    while await consumer.position(partition) < end:
        found = await consumer.getmany(partition, timeout_ms=500)
        records += [Record(one.offset, one.key, one.value, one.headers) for one in found.get(partition, ())]
    return [record for record in records if record.offset < end]
