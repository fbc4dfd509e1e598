"""A follower hears a topic in order, whatever lies on it, and knows when Kafka is not to be relied on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer
from structlog.testing import capture_logs

from councilkit.bus import Stray
from councilkit.events import Item
from councilkit.events.record import Record, to_record
from councilkit.kafka import Connection
from councilkit.kafka import ending as ending_module
from councilkit.kafka import subscription as subscription_module
from councilkit.kafka.subscription import KafkaSubscription
from councilkit.kafka.topic import KafkaTopic
from councilkit.ledger import Head
from councilkit.testing.endings import aiokafka_ended
from councilkit.testing.kafka import Broker
from councilkit.testing.publisher import Publisher
from councilkit.testing.samples import a_fact
from councilkit.testing.sleeping import asleep
from councilkit.testing.topic_hands import TopicHands
from councilkit.testing.waiting import until
from councilkit.testing.wire import Wire

pytestmark = [pytest.mark.kafka, pytest.mark.slow]

News = list[Item | Stray]


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look, and try again, soon."""
    monkeypatch.setattr(subscription_module, "POLL", 0.1)
    monkeypatch.setattr(subscription_module, "PAUSE", 0.05)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a broker up soon."""
    monkeypatch.setattr(subscription_module, "QUIET", 1.0)
    monkeypatch.setattr(ending_module, "STOPS_WITHIN", 0.3)


def topic_of(connection: Connection) -> str:
    return f"{connection.prefix}.cases"


@asynccontextmanager
async def listening(connection: Connection) -> AsyncIterator[KafkaSubscription]:
    subscription = KafkaSubscription(connection, "case-flow", topic_of(connection), f"{connection.prefix}.portal")
    try:
        yield subscription
    finally:
        await subscription.close()


async def send(connection: Connection, *items: Item) -> None:
    topic = KafkaTopic(connection, topic_of(connection))
    await topic.open()
    await topic.send(items)
    await topic.close()


def told(count: int) -> list[Item]:
    publisher = Publisher("case-flow")
    return [publisher.tell(f"case-{number % 7}", a_fact()) for number in range(count)]


async def hear(subscription: KafkaSubscription, count: int) -> News:
    """Listen until so much was heard."""
    heard: News = []
    async with asyncio.timeout(15):
        while len(heard) < count:
            heard += await subscription.next(1, Head()) or ()
    return heard


async def hear_of(subscription: KafkaSubscription, item: Item) -> None:
    """Listen until this one was heard, though others are heard again before it."""
    async with asyncio.timeout(15):
        while item not in (await subscription.next(1, Head()) or ()):
            pass


async def is_told_to_look(subscription: KafkaSubscription) -> bool:
    return await subscription.next(0.1, Head()) == ()


async def test_what_was_sent_is_heard_in_order(connection: Connection) -> None:
    items = told(1200)
    await send(connection, *items[:1100])
    async with listening(connection) as subscription:
        assert await hear(subscription, 1100) == items[:1100]
        await send(connection, *items[1100:])
        assert await hear(subscription, 100) == items[1100:]
    await until(aiokafka_ended)


async def test_where_nothing_is_told_nothing_is_heard_and_nobody_is_told_to_look(connection: Connection) -> None:
    await send(connection, *told(1))
    async with listening(connection) as subscription:
        await hear(subscription, 1)
        assert await subscription.next(0.3, Head()) is None


async def test_what_its_publisher_cannot_have_sent_is_a_stray_and_the_rest_is_heard(
    connection: Connection, by_hand: TopicHands
) -> None:
    [item, *_] = told(1)
    good, topic = to_record(item), topic_of(connection)
    nameless = "unreadable-" + topic.replace(".", "-")
    strays = [
        (Record(b"case-1", b"{}", ()), "case-1", "The record has no header ce_specversion."),
        (Record(None, b"\x00\xff", ()), nameless, "The record has no header ce_specversion."),
        (Record(b"\xff" * 300, None, good.headers), nameless, "The record's key is not the stream"),
        (Record(b"x" * 101, b"{}", ()), nameless, "The record has no header ce_specversion."),
        (to_record(replace(item, source="somebody", id="Case A:000001", stream="Case A")), nameless, "The record says"),
        (replace(good, key=b"case-2"), "case-2", "The record's key is not the stream that its header ce_subject names"),
        (replace(good, value=b"x" * 300 * 1024), "case-0", "The record carries 307200 bytes, and an event has 262144"),
        (to_record(replace(item, source="somebody")), "case-0", "The record says that it comes from 'somebody'."),
    ]
    await by_hand.make(topic)
    await by_hand.send(topic, [*(record for record, _, _ in strays), good])
    async with listening(connection) as subscription:
        *heard, last = await hear(subscription, len(strays) + 1)
    assert last == item
    for offset, (stray, (_, stream, cause)) in enumerate(zip(heard, strays, strict=True)):
        assert isinstance(stray, Stray)
        assert (stray.stream, stray.record) == (stream, f"{topic}@{offset}")
        assert stray.cause.startswith(f"{topic}@{offset}: {cause}")


async def test_after_a_restart_it_begins_behind_what_was_taken_in(connection: Connection) -> None:
    items = told(5)
    await send(connection, *items[:3])
    async with listening(connection) as subscription:
        await hear(subscription, 3)
        assert await subscription.next(0, Head()) is None  # who asks for more has taken in what was heard
    await send(connection, *items[3:])
    async with listening(connection) as subscription:
        assert await hear(subscription, 2) == items[3:]


async def test_after_a_restart_what_was_heard_and_not_taken_in_is_heard_again(connection: Connection) -> None:
    items = told(3)
    await send(connection, *items)
    for _ in range(2):
        async with listening(connection) as subscription:
            assert await hear(subscription, 3) == items


async def test_where_nothing_is_told_any_more_the_offset_is_committed_all_the_same(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscription_module, "COMMIT_EVERY", 0.1)
    await send(connection, *told(3))
    async with listening(connection) as subscription:
        await hear(subscription, 3)
        await subscription.next(0, Head())
    committed: list[Any] = []

    async def commit(_: AIOKafkaConsumer, offsets: dict[Any, int]) -> None:
        committed.extend(offsets.values())

    async def is_committed() -> bool:
        assert not await subscription.next(0, Head())
        return bool(committed)

    monkeypatch.setattr(AIOKafkaConsumer, "commit", commit)
    async with listening(connection) as subscription:
        await until(is_committed, 15)
    assert set(committed) == {3}


async def test_a_topic_that_does_not_exist_yet_is_waited_for(connection: Connection) -> None:
    items = told(2)
    with capture_logs() as logs:
        async with listening(connection) as subscription:
            for _ in range(4):
                assert await is_told_to_look(subscription)
            await send(connection, *items)
            assert await hear(subscription, 2) == items
    assert [log["event"] for log in logs] == ["bus_away", "bus_back"]
    assert logs[0]["cause"] == f"There is no topic {topic_of(connection)} yet; its publisher makes it"


async def test_a_topic_of_two_partitions_is_not_listened_to(connection: Connection, by_hand: TopicHands) -> None:
    await by_hand.make(topic_of(connection), partitions=2)
    with capture_logs() as logs:
        async with listening(connection) as subscription:
            await until(lambda: is_told_to_look(subscription))
            await by_hand.delete(topic_of(connection))
            await send(connection, *told(1))
            assert await hear(subscription, 1) == told(1)
    assert logs[0]["cause"] == f"The topic {topic_of(connection)} has 2 partitions and must have one"


@pytest.mark.usefixtures("impatient")
async def test_a_topic_deleted_meanwhile_is_looked_past_and_heard_again_when_it_is_made_anew(
    connection: Connection, by_hand: TopicHands
) -> None:
    items = told(5)
    await send(connection, *items)
    async with listening(connection) as subscription:
        await hear(subscription, 5)
        await by_hand.delete(topic_of(connection))
        await until(lambda: is_told_to_look(subscription))
        await send(connection, *items[:3])
        assert await hear(subscription, 3) == items[:3]


@pytest.mark.usefixtures("impatient")
async def test_while_kafka_is_silent_the_follower_is_told_to_look_and_afterwards_it_hears_again(
    guarded: Connection, wire: Wire
) -> None:
    items = told(2)
    await send(guarded, items[0])
    with capture_logs() as logs:
        async with listening(guarded) as subscription:
            assert await hear(subscription, 1) == items[:1]
            wire.silent = True
            await until(lambda: is_told_to_look(subscription))
            wire.silent = False
            await wire.cut()
            await send(guarded, items[1])
            await hear_of(subscription, items[1])
    assert [log["event"] for log in logs] == ["bus_away", "bus_back"]
    assert logs[0]["cause"] == f"Kafka at {guarded.brokers} tells nothing of {topic_of(guarded)}"


@pytest.mark.usefixtures("impatient")
async def test_a_connection_that_stays_silent_is_given_up_for_a_new_one(
    guarded: Connection, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscription_module, "SILENCE", 2.0)
    items = told(2)
    await send(guarded, items[0])
    async with listening(guarded) as subscription:
        assert await hear(subscription, 1) == items[:1]
        wire.silent = True
        await until(lambda: is_told_to_look(subscription))
        wire.silent = False
        await send(guarded, items[1])
        await hear_of(subscription, items[1])


async def test_a_wrong_password_is_told_once_and_the_follower_looks_by_itself(guarded: Connection) -> None:
    with capture_logs() as logs:
        async with listening(replace(guarded, password="a wrong word")) as subscription:
            for _ in range(3):
                assert await is_told_to_look(subscription)
            await until(lambda: _told(logs))
    [log] = logs
    assert log["cause"] == f"Kafka at {guarded.brokers} refuses this service's user name or password"


async def _told(logs: list[Any]) -> bool:
    return bool(logs)


@pytest.mark.usefixtures("impatient")
async def test_listening_ends_in_time_though_the_broker_sleeps(guarded: Connection, guarded_broker: Broker) -> None:
    await send(guarded, *told(1))
    async with listening(guarded) as subscription:
        await hear(subscription, 1)
        await subscription.next(0, Head())
        with asleep(guarded_broker):
            async with asyncio.timeout(5):
                await subscription.close()
            await until(aiokafka_ended)


@pytest.mark.usefixtures("impatient")
async def test_what_has_not_begun_to_listen_ends_in_time_too(guarded: Connection, guarded_broker: Broker) -> None:
    with asleep(guarded_broker):
        async with listening(guarded) as subscription:
            assert await is_told_to_look(subscription)
            async with asyncio.timeout(5):
                await subscription.close()
        await until(aiokafka_ended)


async def test_a_consumer_that_is_deaf_is_known_by_what_the_ledger_told_meanwhile_and_replaced(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscription_module, "SILENCE", 2.0)
    getmany, consumers, is_deaf = AIOKafkaConsumer.getmany, set(), asyncio.Event()

    async def hears(consumer: AIOKafkaConsumer, *_: object, **__: object) -> Any:  # noqa: ANN401 - aiokafka's
        consumers.add(consumer)
        return await getmany(consumer, *_, **__)

    async def deaf(consumer: AIOKafkaConsumer, *_: object, **__: object) -> Any:  # noqa: ANN401 - aiokafka's
        is_deaf.set()
        heard = await getmany(consumer, *_, **__)
        return {} if consumer in consumers else heard

    monkeypatch.setattr(AIOKafkaConsumer, "getmany", hears)
    [first, second] = told(2)
    await send(connection, first)
    with capture_logs() as logs:
        async with listening(connection) as subscription:
            assert await hear(subscription, 1) == [first]
            monkeypatch.setattr(AIOKafkaConsumer, "getmany", deaf)
            await is_deaf.wait()
            await send(connection, second)
            async with asyncio.timeout(15):
                while not (news := await subscription.next(0.1, Head(1, 2, second.hash))):
                    assert news is None
    assert list(news)[-1] == second
    assert [log["event"] for log in logs] == ["bus_silent"]


async def test_a_fault_of_the_library_does_not_leave_it_deaf(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, faults = subscription_module._read, iter([RuntimeError("by a test")])  # noqa: SLF001 - where it may break

    def faulty(record: object, *named: str) -> Item | Stray:
        for fault in faults:
            raise fault
        return read(record, *named)

    monkeypatch.setattr(subscription_module, "_read", faulty)
    await send(connection, *told(2))
    with capture_logs() as logs:
        async with listening(connection) as subscription:
            assert await hear(subscription, 2) == told(2)
    assert [log["event"] for log in logs] == ["bus_failed", "bus_back"]
