"""Two houses with Kafka between them: what one tells, the other sees, whatever becomes of the broker and its topics."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from councilkit import house as house_module
from councilkit import listening as listening_module
from councilkit.events import Item
from councilkit.events.cases import CasePutOnAgenda
from councilkit.events.record import Record, to_record
from councilkit.house import House
from councilkit.inbox import Doc, View
from councilkit.inbox.sources import LocalSource
from councilkit.kafka import Connection, KafkaBus
from councilkit.kafka import connection as connection_module
from councilkit.kafka import subscription as subscription_module
from councilkit.ledger import Draft
from councilkit.ledger.entry import as_item
from councilkit.mongo import Mongo
from councilkit.mongo_stores import stores_on_mongo
from councilkit.publishing import publishing as publishing_module
from councilkit.stores import Stores
from councilkit.testing.samples import NOW, a_call
from councilkit.testing.topic_hands import TopicHands
from councilkit.testing.waiting import until

pytestmark = [pytest.mark.kafka, pytest.mark.slow]

CONSUMER = "views/case-flow/1"


def fold(card: Doc | None, event: CasePutOnAgenda, _: Item) -> Doc:
    return {"marks": [*(card or {"marks": []})["marks"], event.meeting]}


CARDS = View("cards", lambda event: event.case, {CasePutOnAgenda: fold})
NEIGHBOURS = View("neighbours", lambda event: event.case, {CasePutOnAgenda: fold})


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again, look, and compare soon; but no follower looks by itself while Kafka is there."""
    monkeypatch.setattr(house_module, "PAUSE", 0.1)
    monkeypatch.setattr(listening_module, "PAUSE", 0.1)
    monkeypatch.setattr(listening_module, "ALARM_EVERY", 0.2)
    monkeypatch.setattr(publishing_module, "PAUSE", 0.1)
    monkeypatch.setattr(publishing_module, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(publishing_module, "COMPARE_EVERY", 0.5)
    monkeypatch.setattr(subscription_module, "PAUSE", 0.1)
    monkeypatch.setattr(subscription_module, "POLL", 0.2)


@pytest.fixture(params=["memory", pytest.param("mongo", marks=pytest.mark.mongo)])
async def both(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Stores, Stores]]:
    """The stores of two houses, of each kind."""
    if request.param == "memory":
        yield Stores.in_memory(), Stores.in_memory()
        return
    mongo, database = Mongo(request.getfixturevalue("mongo_url")), request.getfixturevalue("database")
    yield stores_on_mongo(mongo, database), stores_on_mongo(mongo, request.getfixturevalue("second_database"))
    await mongo.close()


@pytest.fixture
def second_database(one_database: Any) -> Iterator[str]:  # noqa: ANN401 - pymongo's own
    name = f"{one_database.name}-2"
    yield name
    one_database.client.drop_database(name)


@dataclass
class Pair:
    """Case-flow, and council-registry that follows it."""

    cases: House
    registry: House
    figures: InMemoryMetricReader
    spans: InMemorySpanExporter

    async def tell(self, case: str, mark: str) -> None:
        fact = CasePutOnAgenda(case=case, council="council", meeting=mark)
        await self.cases.ledger.change(case, a_call(f"{case} {mark}"), lambda *_: Draft(fact))

    async def marks(self, case: str) -> list[str]:
        doc = await self.registry.views.get("neighbours", case)
        return doc["marks"] if doc else []

    async def arrived(self, case: str, *marks: str) -> bool:
        return await self.marks(case) == list(marks)

    def from_kafka(self) -> int:
        """How many events council-registry took in that came over Kafka."""
        data = self.figures.get_metrics_data()
        found = [
            getattr(point, "value", 0)
            for resource in (data.resource_metrics if data else ())
            for scope in resource.scope_metrics
            for metric in scope.metrics
            if metric.name == "raadslag_inbox_taken"
            for point in metric.data.data_points
            if point.attributes and (point.attributes["consumer"], point.attributes["by"]) == (CONSUMER, "bus")
        ]
        return int(sum(found))

    async def until_kafka_carries(self) -> None:
        """Tell of a case that is about nothing else until that comes over Kafka."""
        before, number = self.from_kafka(), 0

        async def comes() -> bool:
            nonlocal number
            await self.tell("case-w", f"w{before}.{number}")
            number += 1
            await asyncio.sleep(0.05)
            return self.from_kafka() > before

        await until(comes, 20)
        await until(self.level, 20)

    async def told(self) -> list[Item]:
        ledger = self.cases.stores.ledger
        epoch = (await ledger.head()).epoch
        return [as_item(entry, source="case-flow", epoch=epoch) for entry in await ledger.page(0, 1000)]

    async def parked(self) -> dict[str, str]:
        found = await self.registry.stores.inbox.parked(CONSUMER)
        return {stream: parked.cause for stream, parked in found.items()}

    async def level(self) -> bool:
        """Whether all is numbered, published, and in the neighbour's view."""
        if await self.cases.stores.ledger.pending(1):
            return False
        head = await self.cases.stores.ledger.head()
        current = (await self.registry.stores.inbox.generations("case-flow")).current
        place = await self.registry.stores.inbox.place(f"views/case-flow/{current}")
        return place == head == (await self.cases.stores.publishing.cursor()).place


@asynccontextmanager
async def running(connection: Connection, both: tuple[Stores, Stores]) -> AsyncIterator[Pair]:
    """Run both houses, each with its own bus, and go on when Kafka carries between them."""
    figures, spans, provider = InMemoryMetricReader(), InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    meters = MeterProvider([figures])
    cases = House("case-flow", both[0], views={"case-flow": [CARDS]}, bus=KafkaBus("case-flow", connection))
    registry = House(
        "council-registry",
        both[1],
        views={"case-flow": [NEIGHBOURS]},
        sources=[LocalSource("case-flow", both[0].ledger)],
        bus=KafkaBus("council-registry", connection),
        clock=lambda: NOW,
        tracer=provider.get_tracer("test"),
        meter=meters.get_meter("test"),
    )
    await cases.start()
    await registry.start()
    try:
        yield Pair(cases, registry, figures, spans)
    finally:
        await asyncio.gather(cases.stop(), registry.stop())
        meters.shutdown()


def topic_of(connection: Connection) -> str:
    return f"{connection.prefix}.cases"


async def holds(by_hand: TopicHands, topic: str, items: list[Item]) -> bool:
    """Whether a topic tells all items in their order, though some more than once."""
    first_of_each = list({record.headers: record for record in await by_hand.read(topic)}.values())
    return first_of_each == [to_record(item) for item in items]


async def test_what_one_house_tells_the_other_hears_from_kafka(
    connection: Connection, by_hand: TopicHands, both: tuple[Stores, Stores]
) -> None:
    async with running(connection, both) as pair:
        await pair.until_kafka_carries()
        before = pair.from_kafka()
        for mark in ("m1", "m2", "m3"):
            await pair.tell("case-a", mark)
        await until(partial(pair.arrived, "case-a", "m1", "m2", "m3"))
        await until(pair.level)
        assert pair.from_kafka() == before + 3
        assert await by_hand.read(topic_of(connection)) == [to_record(item) for item in await pair.told()]


async def test_a_restarted_house_hears_what_was_told_meanwhile(
    connection: Connection, both: tuple[Stores, Stores]
) -> None:
    for number in range(2):
        async with running(connection, both) as pair:
            await pair.tell("case-a", f"m{number}")
            await until(partial(pair.arrived, "case-a", *(f"m{n}" for n in range(number + 1))), 15)
            await until(pair.level)


async def test_the_trace_of_the_command_goes_on_in_the_span_that_the_topic_names(connection: Connection) -> None:
    async with running(connection, (Stores.in_memory(), Stores.in_memory())) as pair:
        await pair.until_kafka_carries()
        tracer = TracerProvider().get_tracer("test")
        with tracer.start_as_current_span("POST /cases") as command:
            await pair.tell("case-a", "m1")
        await until(partial(pair.arrived, "case-a", "m1"))
        wanted = command.get_span_context().trace_id
        ours = [one for one in pair.spans.get_finished_spans() if one.context and one.context.trace_id == wanted]
    [span] = ours
    assert span.name == f"process {topic_of(connection)}"
    assert span.parent
    assert span.parent.span_id == command.get_span_context().span_id


async def test_every_record_told_three_times_changes_nothing(
    connection: Connection, by_hand: TopicHands, both: tuple[Stores, Stores]
) -> None:
    async with running(connection, both) as pair:
        await pair.until_kafka_carries()
        await pair.tell("case-a", "m1")
        await pair.tell("case-a", "m2")
        await until(pair.level)
        records = await by_hand.read(topic_of(connection))
        await by_hand.send(topic_of(connection), [*records, *reversed(records), *records])
        await pair.tell("case-a", "m3")
        await until(partial(pair.arrived, "case-a", "m1", "m2", "m3"))
        assert await pair.parked() == {}
        assert len(await pair.marks("case-w")) == len(await pair.told()) - 3


async def test_a_poison_record_sets_one_case_aside_until_it_is_redriven(
    connection: Connection, by_hand: TopicHands, both: tuple[Stores, Stores]
) -> None:
    async with running(connection, both) as pair:
        await pair.until_kafka_carries()
        await pair.tell("case-a", "m1")
        await until(partial(pair.arrived, "case-a", "m1"))
        await until(pair.level)
        offset = len(await by_hand.read(topic_of(connection)))
        await by_hand.send(topic_of(connection), [Record(b"case-a", b"poison", ())])
        cause = f"{topic_of(connection)}@{offset}: The record has no header ce_specversion."
        await until(partial(has, pair.parked, {"case-a": cause}))
        await pair.tell("case-a", "m2")
        await pair.tell("case-b", "m3")
        await until(partial(pair.arrived, "case-b", "m3"))
        assert await pair.marks("case-a") == ["m1"]
        await pair.registry.stores.inbox.ask_redrive(CONSUMER, "case-a")
        await until(partial(has, pair.parked, {}))
        assert await pair.marks("case-a") == ["m1", "m2"]


async def has(tells: Callable[[], Any], wanted: object) -> bool:
    return bool(await tells() == wanted)


async def test_a_topic_deleted_meanwhile_is_filled_again_and_nothing_doubles(
    connection: Connection, by_hand: TopicHands, both: tuple[Stores, Stores], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_module, "ANSWERS_WITHIN", 3.0)
    async with running(connection, both) as pair:
        await pair.until_kafka_carries()
        await pair.tell("case-a", "m1")
        await until(pair.level)
        await by_hand.delete(topic_of(connection))
        await pair.tell("case-a", "m2")
        await until(partial(pair.arrived, "case-a", "m1", "m2"), 20)
        await until(pair.level, 40)
        await pair.until_kafka_carries()
        await until(pair.level)
        assert await holds(by_hand, topic_of(connection), await pair.told())
        assert await pair.marks("case-a") == ["m1", "m2"]
        assert await pair.parked() == {}


@pytest.mark.mongo
@pytest.mark.parametrize("both", ["mongo"], indirect=True)
async def test_a_ledger_restored_from_an_older_copy_is_noticed_by_all_and_after_a_new_epoch_all_is_level(
    connection: Connection,
    by_hand: TopicHands,
    both: tuple[Stores, Stores],
    one_database: Any,  # noqa: ANN401 - pymongo's own
) -> None:
    async with running(connection, both) as pair:
        await pair.tell("case-a", "m1")
        await until(pair.level, 15)
        kept = set(one_database.list_collection_names()) - {"leases"}
        backup = {name: list(one_database[name].find()) for name in kept}
        await pair.tell("case-a", "lost")
        await pair.tell("case-b", "lost")
        await until(pair.level)
    for name in one_database.list_collection_names():
        one_database[name].delete_many({})
        if backup.get(name):
            one_database[name].insert_many(backup[name])
    cases, registry = both
    assert (await registry.inbox.place(CONSUMER)).position == 3
    async with running(connection, both) as pair:
        await until(partial(is_halted, cases, registry), 15)
        assert await pair.marks("case-a") == ["m1", "lost"], "it is kept until somebody has decided"
        await pair.tell("case-a", "m2")
        await cases.ledger.raise_epoch(2)
        await until(partial(pair.arrived, "case-a", "m1", "m2"), 15)
        await until(pair.level, 15)
        assert await pair.marks("case-b") == []
        await pair.tell("case-b", "m3")
        await until(partial(pair.arrived, "case-b", "m3"))
        await until(pair.level, 15)
        epochs = [dict(record.headers)["ce_epoch"] for record in await by_hand.read(topic_of(connection))]
        assert epochs == [b"1"] * 3 + [b"2"] * 3


async def is_halted(cases: Stores, registry: Stores) -> bool:
    published, followed = (await cases.publishing.cursor()).halted, await registry.inbox.halted(CONSUMER)
    return "This ledger was restored" in (published or "") and "the publisher is at 1.1" in (followed or "")
