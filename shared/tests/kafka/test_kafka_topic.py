"""A topic is as it must be, or one sentence says why not; what is acknowledged is in it, whole and in order."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import TopicAuthorizationFailedError
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from structlog.testing import capture_logs

from councilkit.events import Item
from councilkit.events.record import MAX_DATA, Record, to_record
from councilkit.kafka import Connection
from councilkit.kafka import connection as connection_module
from councilkit.kafka import ending as ending_module
from councilkit.kafka import topic as topic_module
from councilkit.kafka.topic import KafkaTopic
from councilkit.ledger.memory_store import MemoryLedgerStore
from councilkit.ledger.numbering import Numbering
from councilkit.publishing import BusAway, Publishing, TopicWrong
from councilkit.publishing.memory_store import MemoryPublishingStore
from councilkit.testing.endings import aiokafka_ended
from councilkit.testing.kafka import Broker
from councilkit.testing.publisher import Publisher
from councilkit.testing.samples import NOW, a_fact, an_entry
from councilkit.testing.server import free_port
from councilkit.testing.sleeping import asleep
from councilkit.testing.topic_hands import TopicHands
from councilkit.testing.waiting import until
from councilkit.testing.wire import Wire

pytestmark = [pytest.mark.kafka, pytest.mark.slow]

Mend = Callable[[TopicHands, str], Awaitable[None]]


@pytest.fixture
def lose_patience(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From when it is called, a broker is given up soon."""

    def lose() -> None:
        monkeypatch.setattr(connection_module, "ANSWERS_WITHIN", 0.5)
        monkeypatch.setattr(topic_module, "SILENCE", 1.0)
        monkeypatch.setattr(ending_module, "STOPS_WITHIN", 0.3)

    return lose


@asynccontextmanager
async def opened(connection: Connection) -> AsyncIterator[KafkaTopic]:
    topic = a_topic(connection)
    try:
        await topic.open()
        yield topic
    finally:
        await topic.close()


def a_topic(connection: Connection) -> KafkaTopic:
    return KafkaTopic(connection, f"{connection.prefix}.cases")


def told(*streams: str) -> list[Item]:
    publisher = Publisher("case-flow")
    return [publisher.tell(stream, a_fact()) for stream in streams]


async def test_a_topic_that_is_missing_is_made_with_one_partition_and_kept_for_ever(
    connection: Connection, by_hand: TopicHands
) -> None:
    async with opened(connection) as topic:
        settings = await by_hand.settings(topic.name)
    assert settings["partitions"] == "1"
    assert (settings["retention.ms"], settings["retention.bytes"]) == ("-1", "-1")
    assert settings["cleanup.policy"] == "delete"


async def test_a_topic_that_is_there_is_taken_as_it_is(connection: Connection, by_hand: TopicHands) -> None:
    await by_hand.make(a_topic(connection).name, retention_ms="-1", segment_bytes="1048576")
    async with opened(connection) as topic:
        await topic.send(told("case-a"))
    async with opened(connection) as topic:
        assert (await by_hand.settings(topic.name))["segment.bytes"] == "1048576"
        assert len(await by_hand.read(topic.name)) == 1


async def keep(by_hand: TopicHands, name: str) -> None:
    await by_hand.set(name, retention_ms="-1", cleanup_policy="delete")


WRONG: list[tuple[dict[str, str], str, Mend]] = [
    ({"partitions": "2"}, "has 2 partitions and must have one", TopicHands.delete),
    ({"retention_ms": "60000"}, "has retention.ms = 60000 and must have -1", keep),
    ({"retention_ms": "-1", "cleanup_policy": "compact"}, "has cleanup.policy = compact and must have delete", keep),
]


@pytest.mark.parametrize(("made", "sentence", "mend"), WRONG)
async def test_a_topic_that_is_not_as_it_must_be_is_named_and_waited_for(
    connection: Connection, by_hand: TopicHands, made: dict[str, str], sentence: str, mend: Mend
) -> None:
    name = a_topic(connection).name
    partitions, settings = int(made.get("partitions", 1)), {key: made[key] for key in made if key != "partitions"}
    await by_hand.make(name, partitions=partitions, **settings)
    async with published(connection, "case-a", "case-b") as (logs, level):
        await until(partial(said, logs, f"The topic {name} {sentence}"))
        await mend(by_hand, name)
        await until(level, 15)
    assert [log["event"] for log in logs] == ["publishing_halted", "bus_back"]
    assert len(await by_hand.read(name)) == 2


@asynccontextmanager
async def published(
    connection: Connection, *streams: str
) -> AsyncIterator[tuple[Sequence[Mapping[str, object]], Callable[[], Awaitable[bool]]]]:
    """Publish a ledger while the block runs; tells what is logged, and whether the topic is level."""
    ledger, store = MemoryLedgerStore(), MemoryPublishingStore()
    await ledger.append([an_entry(stream) for stream in streams])
    await Numbering(ledger).number_pending()

    async def hurry(_: float) -> None:
        await asyncio.sleep(0.05)

    async def level() -> bool:
        return (await store.cursor()).place.position == len(streams)

    with capture_logs() as logs:
        task = asyncio.create_task(Publishing("case-flow", ledger, store, a_topic(connection), pause=hurry).run())
        try:
            yield logs, level
        finally:
            task.cancel()
            await asyncio.wait({task})


async def said(logs: Sequence[Mapping[str, object]], sentence: str) -> bool:
    return sentence in [log.get("cause") for log in logs]


async def test_what_is_sent_is_there_in_order_over_several_batches(connection: Connection, by_hand: TopicHands) -> None:
    large = [replace(item, data=bytes([65 + n]) * 100_000) for n, item in enumerate(told(*["case-a", "case-b"] * 6))]
    async with opened(connection) as topic:
        await topic.send(large)
        await topic.send(small := told("case-c", "case-d"))
        assert await by_hand.read(topic.name) == [to_record(item) for item in (*large, *small)]


async def test_an_event_of_the_largest_size_passes_and_a_larger_one_is_named(
    connection: Connection, by_hand: TopicHands
) -> None:
    [first, second] = told("case-a", "case-b")
    async with opened(connection) as topic:
        await topic.send([replace(first, data=b"x" * MAX_DATA)])
        with pytest.raises(BusAway, match=rf"case-b:000001 has {MAX_DATA + 1} bytes and is too large for {topic.name}"):
            await topic.send([replace(second, data=b"x" * (MAX_DATA + 1))])
        assert len(await by_hand.read(topic.name)) == 1


async def test_the_end_of_a_topic_is_told_as_its_publisher_wrote_it_in_the_epoch(
    connection: Connection, by_hand: TopicHands
) -> None:
    [first, second, third] = told("case-a", "case-b", "case-c")
    async with opened(connection) as topic:
        assert await topic.tail("case-flow", 1) == []
        await topic.send([first, second, first])
        assert await topic.tail("case-flow", 1) == [first, second, first]
        await topic.send([other := replace(third, epoch=2)])
        rubbish = [Record(None, b"rubbish", ()), Record(b"case-a", None, (("ce_id", b"\xff"),))]
        await by_hand.send(topic.name, [*rubbish, to_record(replace(third, source="somebody", position=99))])
        assert await topic.tail("case-flow", 1) == [first, second, first]
        assert await topic.tail("case-flow", 2) == [other]
        assert await topic.tail("case-flow", 3) == []


async def test_only_the_end_of_a_topic_is_looked_at(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topic_module, "LAST", 3)
    items = told("case-a", "case-b", "case-c", "case-d", "case-e")
    async with opened(connection) as topic:
        await topic.send(items)
        assert await topic.tail("case-flow", 1) == items[2:]


async def test_a_topic_that_is_missing_and_not_ours_to_make_is_named(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def forbidden(*_: object, **__: object) -> SimpleNamespace:
        return SimpleNamespace(topic_errors=[("cases", TopicAuthorizationFailedError.errno, None)])

    monkeypatch.setattr(AIOKafkaAdminClient, "create_topics", forbidden)
    with pytest.raises(TopicWrong) as wrong:
        async with opened(connection) as topic:
            await topic.tail("case-flow", 1)
    missing = f"There is no topic {a_topic(connection).name}, and this service may not make it"
    assert str(wrong.value) == f"{missing}: whoever runs Kafka must"


@pytest.mark.parametrize("host", ["127.0.0.1", "no-such-host.invalid"])
async def test_an_address_at_which_nobody_answers_is_named(host: str) -> None:
    brokers = f"{host}:{free_port()}"
    with pytest.raises(BusAway, match=f"Kafka at {brokers} does not answer"):
        async with opened(Connection(brokers)):
            pass


async def test_the_right_password_opens(guarded: Connection) -> None:
    async with opened(guarded) as topic:
        await topic.send(told("case-a"))
        assert len(await topic.tail("case-flow", 1)) == 1


@pytest.mark.parametrize(("user", "password"), [("case-flow", "a wrong word"), ("nobody", "a good word")])
async def test_a_wrong_password_is_told_and_not_repeated(guarded: Connection, user: str, password: str) -> None:
    with pytest.raises(BusAway) as away:
        async with opened(replace(guarded, username=user, password=password)):
            pass
    assert str(away.value) == f"Kafka at {guarded.brokers} refuses this service's user name or password"


async def test_certificates_that_are_not_trusted_are_told(tmp_path: Path) -> None:
    certificate, key = tmp_path / "broker.pem", tmp_path / "broker.key"
    self_signed(certificate, key)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    async with await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0, ssl=context) as server:
        brokers = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        with pytest.raises(BusAway) as away:
            async with opened(Connection(brokers, tls=ssl.create_default_context())):
                pass
    trust = f"Kafka at {brokers} and this service do not trust each other's certificates"
    assert str(away.value) == f"{trust} (CERTIFICATE_VERIFY_FAILED)"


def self_signed(certificate: Path, key: Path) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "broker")])
    builder = x509.CertificateBuilder(name, name, private.public_key(), x509.random_serial_number())
    signed = builder.not_valid_before(NOW).not_valid_after(NOW + timedelta(days=36500)).sign(private, hashes.SHA256())
    certificate.write_bytes(signed.public_bytes(Encoding.PEM))
    key.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


async def test_without_a_password_where_one_is_asked_for_nothing_opens(guarded: Connection) -> None:
    with pytest.raises(BusAway, match=f"Kafka at {guarded.brokers}"):
        async with opened(replace(guarded, username="", password="")):
            pass


async def test_a_broker_that_falls_silent_is_given_up_and_reached_over_a_new_connection(
    guarded: Connection, wire: Wire, lose_patience: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    [first, second] = told("case-a", "case-b")
    async with opened(guarded) as topic:
        await topic.send([first])
        wire.silent = True
        lose_patience()
        with pytest.raises(BusAway) as away:
            await topic.send([second])
        assert str(away.value) == f"Kafka at {guarded.brokers} answers, and then falls silent"
        async with asyncio.timeout(3):
            await topic.close()
        await until(aiokafka_ended)
        wire.silent = False
        monkeypatch.undo()
        await topic.open()
        await topic.send([second])
        assert (await topic.tail("case-flow", 1))[-1] == second


@pytest.mark.parametrize("wanted", ["open", "send", "tail"])
async def test_a_broker_that_sleeps_is_given_up_in_time(
    guarded: Connection, guarded_broker: Broker, wanted: str, lose_patience: Callable[[], None]
) -> None:
    topic = a_topic(guarded)
    steps: dict[str, Callable[[], Awaitable[object]]] = {
        "open": topic.open,
        "send": partial(topic.send, told("case-a")),
        "tail": partial(topic.tail, "case-flow", 1),
    }
    if wanted != "open":
        await topic.open()
    lose_patience()
    with asleep(guarded_broker):
        try:
            with pytest.raises(BusAway, match=f"Kafka at {guarded.brokers} answers, and then falls silent"):
                await steps[wanted]()
        finally:
            async with asyncio.timeout(3):
                await topic.close()
            await until(aiokafka_ended)
