"""The broker of our own: it keeps what it acknowledged, and lets in whom it knows."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaConnectionError

from councilkit.ids import random_id
from councilkit.testing.kafka import Broker, KafkaUnavailable
from councilkit.testing.plugin import TEST_TOPICS
from councilkit.testing.server import free_port

pytestmark = [pytest.mark.kafka, pytest.mark.slow]

KNOWN = ("case-flow", "a good word")


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    broker = Broker(tmp_path / "kafka")
    try:
        broker.start()
    except KafkaUnavailable as reason:
        pytest.skip(str(reason))
    yield broker
    broker.stop()


def saying_who(user: str, password: str) -> dict[str, str]:
    return {
        "security_protocol": "SASL_PLAINTEXT",
        "sasl_mechanism": "SCRAM-SHA-512",
        "sasl_plain_username": user,
        "sasl_plain_password": password,
    }


async def make_topic(brokers: str, **who: str) -> str:
    name = f"{TEST_TOPICS}{random_id()}"
    admin = AIOKafkaAdminClient(bootstrap_servers=brokers, **who)
    await admin.start()
    await admin.create_topics([NewTopic(name, 1, 1)])
    await admin.close()
    return name


@asynccontextmanager
async def producer(brokers: str, **who: str) -> AsyncIterator[AIOKafkaProducer]:
    producer = AIOKafkaProducer(bootstrap_servers=brokers, enable_idempotence=True, **who)
    try:
        await producer.start()
        yield producer
    finally:
        await producer.stop()


async def read(brokers: str, topic: str, count: int) -> list[bytes]:
    consumer = AIOKafkaConsumer(topic, bootstrap_servers=brokers, auto_offset_reset="earliest")
    await consumer.start()
    values = [(await consumer.getone()).value for _ in range(count)]
    await consumer.stop()
    return values


async def test_the_shared_kafka_acknowledges_a_record_and_gives_it_back(kafka_brokers: str) -> None:
    topic = await make_topic(kafka_brokers)
    async with producer(kafka_brokers) as sending:
        await sending.send_and_wait(topic, b"one")
    assert await read(kafka_brokers, topic, 1) == [b"one"]


async def test_what_it_acknowledged_is_there_after_a_kill_and_its_clients_go_on(broker: Broker) -> None:
    topic = await make_topic(broker.brokers)
    async with producer(broker.brokers) as sending:
        await sending.send_and_wait(topic, b"before")
        before = broker.brokers
        broker.kill()
        assert not broker.running
        assert await asyncio.to_thread(broker.start) == before
        await sending.send_and_wait(topic, b"after")
    assert await read(broker.brokers, topic, 2) == [b"before", b"after"]


async def test_one_that_was_left_behind_is_ended_and_the_next_on_its_folder_has_its_records(
    broker: Broker, tmp_path: Path
) -> None:
    topic = await make_topic(broker.brokers)
    async with producer(broker.brokers) as sending:
        await sending.send_and_wait(topic, b"kept")
    heir = Broker(tmp_path / "kafka")
    try:
        assert await asyncio.to_thread(heir.start) != broker.brokers
        assert not broker.running
        assert await read(heir.brokers, topic, 1) == [b"kept"]
    finally:
        heir.stop()


async def test_one_that_is_told_to_advertise_another_port_sends_its_clients_there(tmp_path: Path) -> None:
    behind = free_port()
    sent_on: list[bytes] = []
    async with await passing_on(behind, sent_on) as proxy:
        broker = Broker(tmp_path, port=behind, advertised=proxy.sockets[0].getsockname()[1])
        try:
            await asyncio.to_thread(broker.start)
            topic = await make_topic(f"127.0.0.1:{behind}")
            async with producer(f"127.0.0.1:{behind}") as sending:
                await sending.send_and_wait(topic, b"through the proxy")
        finally:
            await asyncio.to_thread(broker.stop)
    assert any(b"through the proxy" in piece for piece in sent_on)


async def test_one_with_a_password_takes_records_from_whom_it_knows_and_refuses_the_others(tmp_path: Path) -> None:
    broker = Broker(tmp_path, sasl=KNOWN)
    try:
        await asyncio.to_thread(broker.start)
        topic = await make_topic(broker.brokers, **saying_who(*KNOWN))
        async with producer(broker.brokers, **saying_who(*KNOWN)) as sending:
            await sending.send_and_wait(topic, b"by somebody known")
        for stranger in ({}, saying_who("case-flow", "a wrong word"), saying_who("nobody", "a good word")):
            with pytest.raises(KafkaConnectionError):
                await make_topic(broker.brokers, **stranger)
    finally:
        await asyncio.to_thread(broker.stop)


async def passing_on(port: int, seen: list[bytes]) -> asyncio.Server:
    """Listen on a port that is free, and pass all on to another."""

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await reader.read(65536):
            seen.append(piece)
            writer.write(piece)
        writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pump(reader, inner_writer), pump(inner_reader, writer))

    return await asyncio.start_server(serve, "127.0.0.1", 0)
