"""What the tests of the bus share: a Kafka that all use, and one that a test may kill, silence or pause."""

from collections.abc import AsyncIterator, Iterator

import pytest

from councilkit.ids import random_id
from councilkit.kafka import Connection
from councilkit.kafka.topic import KafkaTopic
from councilkit.publishing import BusAway
from councilkit.testing.kafka import Broker, KafkaUnavailable
from councilkit.testing.plugin import TEST_TOPICS
from councilkit.testing.server import free_port
from councilkit.testing.topic_hands import TopicHands
from councilkit.testing.waiting import until
from councilkit.testing.wire import Wire

KNOWN = ("case-flow", "a good word")


@pytest.fixture
def connection(kafka_brokers: str) -> Connection:
    """To the Kafka that all tests share; the topics are this test's own."""
    return Connection(kafka_brokers, prefix=f"{TEST_TOPICS}{random_id()}")


@pytest.fixture
def by_hand(connection: Connection) -> TopicHands:
    return TopicHands(connection)


@pytest.fixture(scope="session")
def guarded_broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """One that asks for a password and is reached over a wire; its tests leave it running."""
    broker = Broker(tmp_path_factory.mktemp("guarded"), sasl=KNOWN, advertised=free_port())
    try:
        broker.start()
    except KafkaUnavailable as reason:
        pytest.skip(str(reason))
    yield broker
    broker.stop()


@pytest.fixture
async def wire(guarded_broker: Broker) -> AsyncIterator[Wire]:
    """The line to the guarded broker."""
    async with Wire(int(guarded_broker.brokers.partition(":")[2]), guarded_broker.port) as wire:
        yield wire


@pytest.fixture
async def guarded(guarded_broker: Broker, wire: Wire) -> Connection:  # noqa: ARG001 - without the wire it leads nowhere
    """To the guarded broker, with the right password."""
    connection = Connection(
        guarded_broker.brokers, prefix=f"{TEST_TOPICS}{random_id()}", username=KNOWN[0], password=KNOWN[1]
    )

    async def awake() -> bool:
        topic = KafkaTopic(connection, f"{TEST_TOPICS}awake")
        try:
            await topic.open()
        except BusAway:
            return False
        finally:
            await topic.close()
        return True

    await until(awake, 20)  # another test may have let it sleep
    return connection
