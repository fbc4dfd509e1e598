"""Reads records off a topic, past those that aiokafka itself cannot read: one of them would stop all that follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from councilkit.ledger.port import PAGE


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record that was passed by."""

    offset: int
    error: str


async def poll(
    consumer: AIOKafkaConsumer, partition: TopicPartition, seconds: float, most: int = PAGE
) -> Sequence[Any]:
    """Tell the records that come next, as aiokafka gives them or as `Unreadable`; none if none came in time."""
    try:
        found = await consumer.getmany(partition, timeout_ms=int(seconds * 1000), max_records=most)
    except (KafkaError, TimeoutError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever a record of strangers leads aiokafka into
        offset = await consumer.position(partition)
        consumer.seek(partition, offset)
        if most > 1:  # read on one by one up to the record that cannot be read
            return await poll(consumer, partition, seconds, most=1)
        consumer.seek(partition, offset + 1)
        return [Unreadable(offset, type(error).__name__)]
    records: Sequence[Any] = found.get(partition, ())
    return records
