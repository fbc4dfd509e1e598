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
        await consumer.stop()


async def _read(consumer: AIOKafkaConsumer, name: str) -> list[Record]:
    if (partitions := consumer.partitions_for_topic(name)) != {0}:
        raise TopicUnreadable(f"The topic {name} has {len(partitions or ())} partitions, and must have one.")
    partition = TopicPartition(name, 0)
    consumer.assign([partition])
    records: list[Record] = []
    try:
        async with asyncio.timeout(SECONDS):
            end = (await consumer.end_offsets([partition]))[partition]
            await consumer.seek_to_beginning(partition)
            while await consumer.position(partition) < end:
                found = await consumer.getmany(partition, timeout_ms=500)
                records += [Record(one.offset, one.key, one.value, one.headers) for one in found.get(partition, ())]
    except TimeoutError:
        raise TopicUnreadable(f"The topic {name} did not come to its end within {SECONDS} s.") from None
    return [record for record in records if record.offset < end]
