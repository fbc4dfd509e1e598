"""Houses in motion: what one tells, the other sees; each stops in time, and waits for a database that is away."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind

from councilkit import house as house_module
from councilkit import listening
from councilkit.bus import Bus, MemoryBus, News, Stray
from councilkit.events import Event, Item
from councilkit.events.cases import CasePutOnAgenda, CaseReceived
from councilkit.house import House
from councilkit.inbox import Doc, Done, Fate, Page, View
from councilkit.inbox.sources import LocalSource
from councilkit.lease import MemoryLease
from councilkit.ledger import Call, Draft, Head, Number, Receipt
from councilkit.mongo import Mongo
from councilkit.mongo_stores import stores_on_mongo
from councilkit.refusals import Unavailable
from councilkit.stores import Stores
from councilkit.testing.chains import first_break
from councilkit.testing.mongod import Mongod
from councilkit.testing.proxies import LedgerProxy
from councilkit.testing.publisher import CarryingBus, Publisher
from councilkit.testing.samples import NOW, a_call
from councilkit.testing.server import free_port
from councilkit.testing.waiting import until


def fold(card: Doc | None, event: CasePutOnAgenda, _: Item) -> Doc:
    return {"marks": [*(card or {"marks": []})["marks"], event.meeting]}


CARDS = View("cards", lambda event: event.case, {CasePutOnAgenda: fold})
NEIGHBOURS = View("neighbours", lambda event: event.case, {CasePutOnAgenda: fold})


@asynccontextmanager
async def running(*houses: House) -> AsyncIterator[None]:
    for house in houses:
        await house.start()
    try:
        yield
    finally:
        for house in houses:
            await house.stop()


def fact(case: str, mark: str) -> CasePutOnAgenda:
    return CasePutOnAgenda(case=case, council="council", meeting=mark)


async def tell(house: House, stream: str, mark: str) -> Receipt:
    return await house.ledger.change(stream, a_call(mark), lambda *_: Draft(fact(stream, mark)))


def a_house(stores: Stores, bus: Bus | None = None, **options: Any) -> House:  # noqa: ANN401 - a house's own
    return House("cases", stores, views={"cases": [CARDS]}, bus=bus, clock=lambda: NOW, **options)


def a_neighbour(of: House, **options: Any) -> House:  # noqa: ANN401 - a house's own
    source = LocalSource(of.name, of.stores.ledger)
    return House(
        "registry",
        Stores.in_memory(),
        views={of.name: [NEIGHBOURS]},
        sources=[source],
        bus=of.bus,
        clock=lambda: NOW,
        **options,
    )


async def marks(house: House, view: str, case: str = "case-a") -> list[str]:
    doc = await house.views.get(view, case)
    return doc["marks"] if doc else []


async def test_a_command_in_one_house_reaches_the_view_of_the_other(stores: Stores) -> None:
    cases = a_house(stores)
    registry = a_neighbour(cases)
    async with running(cases, registry):
        receipt = await tell(cases, "case-a", "m1")
        assert await cases.seen(receipt, 5)
        assert await marks(cases, "cards") == ["m1"]

        async def arrived() -> bool:
            return await marks(registry, "neighbours") == ["m1"]

        await until(arrived)


async def test_a_house_that_starts_late_takes_in_what_was_told_before(stores: Stores) -> None:
    cases = a_house(stores)
    async with running(cases):
        assert await cases.seen(await tell(cases, "case-a", "m1"), 5)
        registry = a_neighbour(cases)
        async with running(registry):

            async def arrived() -> bool:
                return await marks(registry, "neighbours") == ["m1"]

            await until(arrived)


async def test_a_restarted_house_goes_on(stores: Stores) -> None:
    for number in range(3):
        cases = a_house(stores)
        async with running(cases):
            assert await cases.seen(await tell(cases, "case-a", f"m{number}"), 8)
    assert await marks(cases, "cards") == ["m0", "m1", "m2"]


async def test_a_receipt_is_seen_by_its_name_alone(stores: Stores) -> None:
    cases = a_house(stores)
    async with running(cases):
        await tell(cases, "case-a", "m1")
        assert await cases.seen("case-a:000001", 5)


async def test_a_receipt_that_is_not_seen_in_time_is_said_to_be_so(stores: Stores) -> None:
    cases = a_house(stores)  # it does not run: nothing is numbered
    receipt = await tell(cases, "case-a", "m1")
    begun = time.monotonic()
    assert not await cases.seen(receipt, 0.1)
    assert 0.05 < time.monotonic() - begun < 1


@pytest.mark.parametrize("receipt", ["case-x:000001", "nonsense", ""])
async def test_a_receipt_that_nobody_gave_is_not_waited_for(receipt: str) -> None:
    assert await a_house(Stores.in_memory()).seen(receipt, 5)


async def test_what_a_view_saw_before_a_restore_is_not_seen(stores: Stores) -> None:
    cases = a_house(stores)
    async with running(cases):
        assert await cases.seen(await tell(cases, "case-a", "m1"), 5)
    await stores.ledger.raise_epoch(2)
    assert not await cases.seen("case-a:000001", 0.05), "its place is in an epoch that is over"
    async with running(cases):
        assert await cases.seen("case-a:000001", 8)


class Trickling(CarryingBus):
    """Brings a stray every other time that somebody listens, without an end."""

    asked = 0

    async def next(self, seconds: float, taken: Head) -> News | None:  # noqa: ARG002 - the port's
        await asyncio.sleep(0.001)
        self.asked += 1
        return [Stray("case-z", "publisher@1", "publisher@1: The record is empty.")] if self.asked % 2 else None


async def test_while_only_strays_are_heard_the_publisher_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "HEAD_CHECK", 0.3)
    publisher, bus = Publisher("publisher"), Trickling()
    house = House("cases", Stores.in_memory(), views={"publisher": [NEIGHBOURS]}, sources=[publisher], bus=bus)
    async with running(house):

        async def hears_strays() -> bool:
            return bus.asked > 2

        async def knows() -> bool:
            return await marks(house, "neighbours") == ["m1"]

        await until(hears_strays)
        publisher.tell("case-a", fact("case-a", "m1"))
        await until(knows)


async def test_a_house_without_views_of_its_own_has_nothing_to_wait_for() -> None:
    cases = House("cases", Stores.in_memory(), views={}, clock=lambda: NOW)
    begun = time.monotonic()
    async with running(cases):
        assert await cases.seen(await tell(cases, "case-a", "m1"), 5)
    assert time.monotonic() - begun < 1


async def test_a_house_that_does_not_run_is_not_ready() -> None:
    cases = a_house(Stores.in_memory())
    with pytest.raises(Unavailable):
        await cases.ready()
    async with running(cases):
        await cases.ready()
    with pytest.raises(Unavailable):
        await cases.ready()


async def test_stopping_twice_or_before_the_start_is_nothing() -> None:
    cases = a_house(Stores.in_memory())
    await cases.stop()
    await cases.start()
    await cases.stop()
    await cases.stop()


class Hangs(Publisher):
    """A publisher that answers nothing, and whose connection even resists being closed."""

    def __init__(self, *, stubborn: bool) -> None:
        super().__init__()
        self.stubborn = stubborn
        self.asked = asyncio.Event()

    async def read(self, after: int) -> Page:  # noqa: ARG002 - the port's
        self.asked.set()
        while True:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                if not self.stubborn:
                    raise
                self.stubborn = False


@pytest.mark.parametrize("stubborn", [False, True])
async def test_a_house_stops_in_time_though_a_publisher_hangs(
    *, stubborn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house_module, "STOP_WITHIN", 0.2)
    publisher = Hangs(stubborn=stubborn)
    cases = House(
        "cases", Stores.in_memory(), views={"publisher": [NEIGHBOURS]}, sources=[publisher], clock=lambda: NOW
    )
    await cases.start()
    await asyncio.wait_for(publisher.asked.wait(), 2)
    begun = time.monotonic()
    async with asyncio.timeout(2):
        await cases.stop()
    assert time.monotonic() - begun < 1
    for left in asyncio.all_tasks() - {asyncio.current_task()}:
        left.cancel()


async def test_while_one_publisher_hangs_the_rest_of_the_house_goes_on() -> None:
    hanging = Hangs(stubborn=False)
    cases = House(
        "cases",
        Stores.in_memory(),
        views={"cases": [CARDS], "publisher": [NEIGHBOURS]},
        sources=[hanging],
        clock=lambda: NOW,
    )
    async with running(cases):
        assert await cases.seen(await tell(cases, "case-a", "m1"), 2)


async def test_a_publisher_that_is_away_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "PAUSE", 0.01)
    publisher = Publisher()
    publisher.tell("case-a", fact("case-a", "m1"))
    publisher.away = True
    registry = House("registry", Stores.in_memory(), views={"publisher": [NEIGHBOURS]}, sources=[publisher])
    async with running(registry):
        await asyncio.sleep(0.05)
        assert await marks(registry, "neighbours") == []
        publisher.away = False

        async def arrived() -> bool:
            return await marks(registry, "neighbours") == ["m1"]

        await until(arrived)


async def test_a_publisher_with_another_history_stops_only_who_follows_it_until_it_begins_an_epoch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listening, "ALARM_EVERY", 0.01)
    publisher, bus = Publisher(), MemoryBus()
    publisher.tell("case-a", fact("case-a", "m1"))
    cases = House(
        "cases", Stores.in_memory(), views={"cases": [CARDS], "publisher": [NEIGHBOURS]}, sources=[publisher], bus=bus
    )
    async with running(cases):

        async def arrived() -> bool:
            return await marks(cases, "neighbours") == ["m1"]

        await until(arrived)
        publisher.restore(0)
        publisher.tell("case-a", fact("case-a", "other"))
        bus.announce("publisher")
        assert await cases.seen(await tell(cases, "case-a", "m1"), 2)
        assert await marks(cases, "neighbours") == ["m1"]
        assert "another event than before" in str(await cases.stores.inbox.halted("views/publisher/1"))
        publisher.restore(1, epoch=2)

        async def built_anew() -> bool:
            return await marks(cases, "neighbours") == ["other"]

        await until(built_anew)
        assert await cases.stores.inbox.halted("views/publisher/2") is None


async def test_follow_up_commands_are_given_once(stores: Stores) -> None:
    cases = a_house(stores)

    async def answer(event: CasePutOnAgenda, item: Item) -> Fate:
        call = Call("cases", f"event/{item.id}/answer/answer-a", item.id.encode(), item.correlation, item.id)
        received = CaseReceived(case=event.case, council="council")
        await cases.ledger.change("answer-a", call, lambda *_: Draft(received))
        return Done()

    cases.follow("cases", "answers", {CasePutOnAgenda: answer})
    async with running(cases):
        await tell(cases, "case-a", "m1")
        await tell(cases, "case-b", "m2")

        async def answered() -> bool:
            return len(await cases.ledger.history("answer-a")) == 2

        await until(answered)
    [first, second] = await cases.ledger.history("answer-a")
    assert (first.causation, second.causation) == ("case-a:000001", "case-b:000001")


async def test_follow_ups_take_a_restored_publisher_in_again_and_double_nothing() -> None:
    publisher, bus, stores = Publisher(), MemoryBus(), Stores.in_memory()
    cases = House("cases", stores, views={}, sources=[publisher], bus=bus)
    handled: list[str] = []

    async def answer(_: Event, item: Item) -> Fate:
        handled.append(f"{item.epoch} {item.id}")
        return Done()

    cases.follow("publisher", "answers", {CasePutOnAgenda: answer})
    publisher.tell("case-a", fact("case-a", "m1"))
    publisher.tell("case-a", fact("case-a", "lost"))
    async with running(cases):

        async def took(*expected: str) -> bool:
            return handled[-len(expected) :] == list(expected)

        await until(lambda: took("1 case-a:000001", "1 case-a:000002"))
        publisher.restore(1, epoch=2)
        publisher.tell("case-b", fact("case-b", "m2"))
        bus.announce("publisher")
        await until(lambda: took("2 case-a:000001", "2 case-b:000001"))


class Paused(LedgerProxy):
    """A replica that falls asleep between looking at what is pending and numbering it."""

    asleep = False

    def __init__(self, behind: Any) -> None:  # noqa: ANN401 - a ledger store
        super().__init__(behind)
        self.reached, self.woken = asyncio.Event(), asyncio.Event()

    async def number(self, numbers: Sequence[Number]) -> bool:
        if self.asleep:
            self.reached.set()
            await self.woken.wait()
        return await super().number(numbers)


async def test_a_replica_that_slept_through_its_lease_writes_nothing_stale(stores: Stores) -> None:
    sleepy = Paused(stores.ledger)
    # It has not noticed that its lease ran out: it goes by one of its own.
    zombie = a_house(replace(stores, ledger=sleepy, lease=MemoryLease()))
    healthy = a_house(stores)
    async with running(zombie):
        assert await zombie.seen(await tell(zombie, "case-a", "m1"), 5)
        sleepy.asleep = True
        await tell(zombie, "case-a", "m2")
        await asyncio.wait_for(sleepy.reached.wait(), 5)
        async with running(healthy):
            assert await healthy.seen(await tell(healthy, "case-b", "m3"), 10)
            sleepy.asleep = False
            sleepy.woken.set()
            assert await healthy.seen(await tell(healthy, "case-b", "m4"), 10)
    told = await stores.ledger.page(0, 10)
    assert [entry.position for entry in told] == [1, 2, 3, 4]
    assert first_break(told, Head()) is None
    assert await marks(healthy, "cards", "case-a") == ["m1", "m2"]
    assert await marks(healthy, "cards", "case-b") == ["m3", "m4"]


async def test_of_two_replicas_one_works_and_both_answer(stores: Stores) -> None:
    first, second = a_house(stores), a_house(stores)
    async with running(first, second):
        receipts = [await tell(house, "case-a", f"m{n}") for n, house in enumerate((first, second, first, second))]
        for receipt in receipts:
            assert await first.seen(receipt, 5)
            assert await second.seen(receipt, 5)
    assert await marks(second, "cards") == ["m0", "m1", "m2", "m3"]


async def test_one_trace_leads_from_the_command_to_the_other_services_view() -> None:
    spans = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    tracer = provider.get_tracer("test")
    cases = a_house(Stores.in_memory(), tracer=tracer)
    registry = a_neighbour(cases, tracer=tracer)
    async with running(cases, registry):
        with tracer.start_as_current_span("POST /cases") as command:
            await tell(cases, "case-a", "m1")

        async def arrived() -> bool:
            return len(spans.get_finished_spans()) == 3

        await until(arrived)
    processed = [span for span in spans.get_finished_spans() if span.name == "process cases"]
    assert len(processed) == 2, "one by the service's own view, one by the neighbour's"
    for span in processed:
        assert span.kind is SpanKind.CONSUMER
        assert span.parent is not None
        assert span.parent.span_id == command.get_span_context().span_id
        assert span.context is not None
        assert span.context.trace_id == command.get_span_context().trace_id
        assert span.attributes is not None
        assert span.attributes["messaging.message.id"] == "case-a:000001"


async def test_without_a_trace_an_event_begins_its_own() -> None:
    spans = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    cases = a_house(Stores.in_memory(), tracer=provider.get_tracer("test"))
    async with running(cases):
        assert await cases.seen(await tell(cases, "case-a", "m1"), 5)
    [span] = spans.get_finished_spans()
    assert span.parent is None


class AwayAtFirst(LedgerProxy):
    away = True

    async def prepare(self) -> None:
        if self.away:
            raise Unavailable("The database does not answer.")
        await super().prepare()


async def test_a_house_that_starts_before_its_database_begins_when_that_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house_module, "PAUSE", 0.01)
    stores = Stores.in_memory()
    ledger = AwayAtFirst(stores.ledger)
    cases = a_house(replace(stores, ledger=ledger))
    async with running(cases):
        await asyncio.sleep(0.05)
        ledger.away = False
        assert await cases.seen(await tell(cases, "case-a", "m1"), 5)


@pytest.mark.mongo
@pytest.mark.slow
async def test_a_house_waits_for_a_mongod_that_starts_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house_module, "PAUSE", 0.1)
    mongod = Mongod(tmp_path, port=free_port())
    mongo = Mongo(mongod.url, patience=0.2)
    cases = a_house(stores_on_mongo(mongo, "cases"))
    async with running(cases):
        with pytest.raises(Unavailable):
            await cases.ready()
        with pytest.raises(Unavailable):
            await tell(cases, "case-a", "m1")
        await asyncio.to_thread(mongod.start)

        async def answers() -> bool:
            try:
                return await cases.seen(await tell(cases, "case-a", "m1"))
            except Unavailable:
                return False

        await until(answers, 15)
        assert await marks(cases, "cards") == ["m1"]
    await mongo.close()
    await asyncio.to_thread(mongod.stop)
