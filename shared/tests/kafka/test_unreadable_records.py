"""A record that the Kafka client itself cannot read is passed by and named; those around it arrive."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator

import pytest

from councilkit.bus import News, Stray
from councilkit.kafka import Connection
from councilkit.kafka.subscription import KafkaSubscription
from councilkit.kafka.topic import KafkaTopic
from councilkit.ledger import Head
from councilkit.testing.publisher import Publisher
from councilkit.testing.samples import a_fact

pytestmark = pytest.mark.kafka

# Only a client without the compiled parts lets a header be called by bytes that are no UTF-8.
STRANGER = """
import asyncio, sys
from aiokafka import AIOKafkaProducer

class Bytes(str):
    def encode(self, *_):
        return b"\\xff\\xfe"

async def main(brokers, topic):
    producer = AIOKafkaProducer(bootstrap_servers=brokers)
    await producer.start()
    await producer.send_and_wait(topic, b"{}", key=b"case-a", headers=[(Bytes("x"), b"1")])
    await producer.stop()

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.fixture
async def topic(connection: Connection) -> AsyncIterator[KafkaTopic]:
    topic = KafkaTopic(connection, f"{connection.prefix}.cases")
    await topic.open()
    yield topic
    await topic.close()


def a_stranger_writes(brokers: str, topic: str) -> None:
    command = [sys.executable, "-c", STRANGER, brokers, topic]
    subprocess.run(command, env=os.environ | {"AIOKAFKA_NO_EXTENSIONS": "1"}, check=True)  # noqa: S603 - our own program


async def heard(subscription: KafkaSubscription, count: int) -> News:
    news: News = []
    while len(news) < count:
        news = [*news, *(await subscription.next(5, Head()) or ())]
    return news


async def test_a_header_that_is_no_text_stops_nobody(connection: Connection, topic: KafkaTopic) -> None:
    publisher = Publisher("case-flow")
    first, second, third = (publisher.tell("case-a", a_fact()) for _ in range(3))
    await topic.send([first])
    await asyncio.to_thread(a_stranger_writes, connection.brokers, topic.name)
    await topic.send([second, third])
    assert await topic.tail("case-flow", 1) == [first, second, third]
    subscription = KafkaSubscription(connection, "case-flow", topic.name, "unreadable")
    where = f"{topic.name}@1"
    stray = Stray(
        "unreadable-" + topic.name.replace(".", "-"), where, f"{where}: The record cannot be read (UnicodeDecodeError)."
    )
    try:
        assert await heard(subscription, 4) == [first, stray, second, third]
    finally:
        await subscription.close()
