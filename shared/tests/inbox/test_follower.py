"""A consumer takes each event in once, in order, and decides on its fate by name."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from councilkit.bus import Stray
from councilkit.events import Event, Item, base, event_types
from councilkit.events.cases import CasePutOnAgenda, CaseReceived
from councilkit.inbox import (
    Done,
    Fate,
    Follower,
    Handler,
    Ignore,
    InboxStore,
    NewEpoch,
    OtherHistory,
    Park,
    Place,
    Retry,
)
from councilkit.inbox.handlers import PAUSES
from councilkit.inbox.memory_store import MemoryInboxStore
from councilkit.ledger import Busy
from councilkit.refusals import Refusal, Unavailable, UnknownReference
from councilkit.testing.publisher import Publisher
from councilkit.testing.samples import NOW, a_fact

NEXT_VERSION = "raadslag.case.put-on-agenda.v2"


class Consumer:
    """A follower with one handler that does as it is told, and remembers what it took."""

    def __init__(self, publisher: Publisher, *, store: InboxStore | None = None) -> None:
        self.store = store or MemoryInboxStore()
        self.publisher = publisher
        self.taken: list[str] = []
        self.slept: list[float] = []
        self.fate: Callable[[Item], Fate] = lambda _: Done()
        self.handlers: dict[type[Event], list[Handler]] = {CasePutOnAgenda: [self._handle]}
        self.follower = self.restarted()

    def restarted(self) -> Follower:
        async def sleep(seconds: float) -> None:
            self.slept.append(seconds)

        self.follower = Follower("views", self.publisher, self.store, self.handlers, clock=lambda: NOW, sleep=sleep)
        return self.follower

    async def _handle(self, _: Event, item: Item) -> Fate:
        fate = self.fate(item)
        if isinstance(fate, Done | Ignore):
            self.taken.append(item.id)
        return fate

    async def place(self) -> int:
        return (await self.store.place("views")).position

    async def causes(self) -> dict[str, str]:
        return {stream: parked.cause for stream, parked in (await self.store.parked("views")).items()}


@pytest.fixture
def publisher() -> Publisher:
    return Publisher()


@pytest.fixture
def consumer(publisher: Publisher) -> Consumer:
    return Consumer(publisher)


def only_at(entry: str, fate: Fate | Exception) -> Callable[[Item], Fate]:
    def decide(item: Item) -> Fate:
        if item.id != entry:
            return Done()
        if isinstance(fate, Exception):
            raise fate
        return fate

    return decide


def tell(publisher: Publisher, *streams: str) -> list[Item]:
    return [publisher.tell(stream, a_fact()) for stream in streams]


async def test_events_are_taken_in_order_and_the_place_is_remembered(publisher: Publisher, consumer: Consumer) -> None:
    tell(publisher, "case-a", "case-b", "case-a")
    assert await consumer.follower.catch_up() == publisher.head
    assert consumer.taken == ["case-a:000001", "case-b:000001", "case-a:000002"]
    assert await consumer.store.place("views") == publisher.head


async def test_a_ledger_of_many_pages_is_read_to_its_end() -> None:
    publisher = Publisher(page=2)
    consumer = Consumer(publisher)
    tell(publisher, *["case-a"] * 5)
    await consumer.follower.catch_up()
    assert len(consumer.taken) == 5


async def test_after_a_restart_it_goes_on_where_it_was(publisher: Publisher, consumer: Consumer) -> None:
    tell(publisher, "case-a")
    await consumer.follower.catch_up()
    tell(publisher, "case-b")
    await consumer.restarted().catch_up()
    assert consumer.taken == ["case-a:000001", "case-b:000001"]


async def test_the_place_moves_past_events_that_are_not_its_own(publisher: Publisher, consumer: Consumer) -> None:
    publisher.tell("case-a", CaseReceived(case="a", council="b"))
    publisher.tell("case-a", CaseReceived(case="a", council="b"), type="raadslag.weather.changed.v1")
    await consumer.follower.catch_up()
    assert await consumer.place() == 2
    assert await consumer.causes() == {}


@pytest.mark.parametrize("fate", [Done(), Ignore()])
async def test_what_is_done_or_ignored_is_behind_us(publisher: Publisher, consumer: Consumer, fate: Fate) -> None:
    tell(publisher, "case-a")
    consumer.fate = lambda _: fate
    await consumer.follower.catch_up()
    await consumer.follower.catch_up()
    assert consumer.taken == ["case-a:000001"]
    assert await consumer.place() == 1


@pytest.mark.parametrize("passing", [Retry("later"), Busy("others are faster")])
async def test_what_passes_is_tried_again_with_growing_pauses(
    publisher: Publisher, consumer: Consumer, passing: Retry | Busy
) -> None:
    tell(publisher, "case-a")
    answers = iter([passing, passing, Done()])

    def fate(_: Item) -> Fate:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    consumer.fate = fate
    await consumer.follower.catch_up()
    assert consumer.slept == list(PAUSES[:2])
    assert consumer.taken == ["case-a:000001"]
    assert await consumer.causes() == {}


async def test_what_does_not_pass_in_thirty_seconds_is_set_aside(publisher: Publisher, consumer: Consumer) -> None:
    tell(publisher, "case-a")
    consumer.fate = only_at("case-a:000001", Retry("the council is not known"))
    await consumer.follower.catch_up()
    assert consumer.slept == list(PAUSES)
    assert 29 <= sum(PAUSES) <= 30
    assert await consumer.causes() == {"case-a": "retried for 29 s: the council is not known"}
    assert await consumer.place() == 1


async def test_a_stream_is_set_aside_and_the_others_go_on(publisher: Publisher, consumer: Consumer) -> None:
    tell(publisher, "case-a", "case-b", "case-a", "case-b", "case-a")
    consumer.fate = only_at("case-a:000002", Park("it names no council"))
    await consumer.follower.catch_up()
    assert consumer.taken == ["case-a:000001", "case-b:000001", "case-b:000002"]
    assert await consumer.place() == 5
    parked = (await consumer.store.parked("views"))["case-a"]
    assert (parked.entry, parked.cause, parked.since) == ("case-a:000002", "it names no council", NOW)


async def test_a_stream_stays_aside_for_what_comes_later(publisher: Publisher, consumer: Consumer) -> None:
    tell(publisher, "case-a")
    consumer.fate = only_at("case-a:000001", Park("wrong"))
    await consumer.follower.catch_up()
    later = tell(publisher, "case-a", "case-b")
    await consumer.restarted().take(later)
    assert consumer.taken == ["case-b:000001"]


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (UnknownReference("There is no council x."), "unknown-reference: There is no council x."),
        (Refusal("No."), "refused: No."),
        (ValueError("01020345678"), "ValueError in a handler"),
        (ZeroDivisionError("Lykt"), "ZeroDivisionError in a handler"),
    ],
)
async def test_an_error_sets_aside_and_tells_no_more_than_is_safe(
    publisher: Publisher, consumer: Consumer, error: Exception, cause: str
) -> None:
    tell(publisher, "case-a", "case-b")
    consumer.fate = only_at("case-a:000001", error)
    await consumer.follower.catch_up()
    assert await consumer.causes() == {"case-a": cause}
    assert consumer.taken == ["case-b:000001"]


async def test_data_that_is_not_what_its_type_says_sets_its_stream_aside(
    publisher: Publisher, consumer: Consumer
) -> None:
    publisher.tell("case-a", CaseReceived(case="a", council="b"), type=CasePutOnAgenda.TYPE)
    await consumer.follower.catch_up()
    assert await consumer.causes() == {"case-a": "its data is not what its type says: meeting: Field required"}


async def test_handlers_of_one_event_run_in_their_order_until_one_stops(
    publisher: Publisher, consumer: Consumer
) -> None:
    order: list[str] = []

    def handler(name: str, fate: Fate) -> Handler:
        async def handle(_: Any, __: Item) -> Fate:  # noqa: ANN401 - any event
            order.append(name)
            return fate

        return handle

    consumer.handlers = {
        CasePutOnAgenda: [handler("first", Ignore()), handler("second", Park("wrong")), handler("third", Done())]
    }
    tell(publisher, "case-a")
    await consumer.restarted().catch_up()
    assert order == ["first", "second"]
    assert await consumer.causes() == {"case-a": "wrong"}


async def test_a_redrive_takes_the_stream_in_again_from_its_publisher(publisher: Publisher, consumer: Consumer) -> None:
    tell(publisher, "case-a", "case-a", "case-b", "case-a")
    consumer.fate = only_at("case-a:000002", Park("wrong"))
    await consumer.follower.catch_up()
    consumer.fate = lambda _: Done()
    await consumer.follower.redrive()
    assert await consumer.causes() == {"case-a": "wrong"}, "nobody has asked for it yet"
    await consumer.store.ask_redrive("views", "case-a")
    await consumer.follower.redrive()
    assert await consumer.causes() == {}
    assert consumer.taken[-3:] == ["case-a:000001", "case-a:000002", "case-a:000003"]
    later = tell(publisher, "case-a")
    await consumer.follower.take(later)
    assert consumer.taken[-1] == "case-a:000004"


async def test_a_redrive_that_fails_again_tells_where_and_why_and_waits_to_be_asked(
    publisher: Publisher, consumer: Consumer
) -> None:
    tell(publisher, "case-a", "case-a")
    consumer.fate = only_at("case-a:000001", Park("wrong"))
    await consumer.follower.catch_up()
    consumer.fate = only_at("case-a:000002", Park("wrong too"))
    await consumer.store.ask_redrive("views", "case-a")
    await consumer.follower.redrive()
    parked = (await consumer.store.parked("views"))["case-a"]
    assert (parked.entry, parked.cause, parked.redrive) == ("case-a:000002", "wrong too", False)


async def test_a_redrive_does_not_run_ahead_of_the_place(publisher: Publisher, consumer: Consumer) -> None:
    tell(publisher, "case-a")
    consumer.fate = only_at("case-a:000001", Park("wrong"))
    await consumer.follower.catch_up()
    consumer.fate = lambda _: Done()
    tell(publisher, "case-b", "case-a")
    await consumer.store.ask_redrive("views", "case-a")
    await consumer.follower.redrive()
    await consumer.follower.catch_up()
    assert consumer.taken == ["case-a:000001", "case-b:000001", "case-a:000002"]


async def test_an_unknown_version_waits_for_a_program_that_knows_it(
    publisher: Publisher, consumer: Consumer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "_TYPES", dict(event_types()))  # the type is declared in this test alone

    class PutOnAgenda2(CasePutOnAgenda, type="raadslag.case.put-on-agenda.v2"):
        pass

    publisher.tell("case-a", a_fact(), type=NEXT_VERSION)
    tell(publisher, "case-a", "case-b")
    await consumer.follower.catch_up()
    assert await consumer.causes() == {"case-a": "unknown-version"}
    await consumer.restarted().redrive()
    assert await consumer.causes() == {"case-a": "unknown-version"}
    consumer.handlers[PutOnAgenda2] = consumer.handlers[CasePutOnAgenda]
    await consumer.restarted().redrive()
    assert await consumer.causes() == {}
    assert consumer.taken == ["case-b:000001", "case-a:000001", "case-a:000002"]


async def test_a_gap_is_read_from_the_publisher(publisher: Publisher, consumer: Consumer) -> None:
    *_, last = tell(publisher, "case-a", "case-b", "case-c")
    await consumer.follower.take([last])
    assert consumer.taken == ["case-a:000001", "case-b:000001", "case-c:000001"]


async def test_what_arrives_in_order_is_not_read_again(publisher: Publisher, consumer: Consumer) -> None:
    await consumer.follower.take(tell(publisher, "case-a", "case-b"))
    assert publisher.reads == 0
    assert await consumer.place() == 2


async def test_what_arrives_again_is_dropped(publisher: Publisher, consumer: Consumer) -> None:
    items = tell(publisher, "case-a", "case-b")
    await consumer.follower.take([*items, *items])
    await consumer.follower.take(items)
    assert consumer.taken == ["case-a:000001", "case-b:000001"]


async def test_another_event_at_the_known_position_stops_the_consumer(publisher: Publisher, consumer: Consumer) -> None:
    tell(publisher, "case-a", "case-b")
    await consumer.follower.catch_up()
    publisher.restore(1)
    [other] = tell(publisher, "case-x")
    with pytest.raises(OtherHistory):
        await consumer.follower.take([other])
    with pytest.raises(OtherHistory):
        await consumer.follower.catch_up()


async def test_a_publisher_whose_own_chain_breaks_stops_the_consumer_and_that_is_remembered(
    publisher: Publisher, consumer: Consumer
) -> None:
    [first, second] = tell(publisher, "case-a", "case-b")
    await consumer.follower.take([first])
    publisher.items[1] = replace(second, data=b'{"case":"case","council":"c","meeting":"forged"}')
    with pytest.raises(OtherHistory):
        await consumer.follower.step([publisher.items[1]])
    assert consumer.taken == ["case-a:000001"]
    assert "does not continue its chain" in str(await consumer.store.halted("views"))


async def test_what_the_bus_brings_and_the_ledger_does_not_tell_is_set_aside_and_the_rest_goes_on(
    publisher: Publisher, consumer: Consumer
) -> None:
    [first, second, third] = tell(publisher, "case-a", "case-b", "case-c")
    forged = replace(second, data=b'{"case":"case","council":"c","meeting":"forged"}')
    await consumer.follower.step([first, forged, third])
    assert consumer.taken == ["case-a:000001", "case-b:000001", "case-c:000001"], "the ledger told the true one"
    assert await consumer.place() == 3
    [cause] = (await consumer.causes()).values()
    assert cause == "publisher has told 1.3, but not what a record on its topic says of 1.2"


@pytest.mark.parametrize(("epoch", "position"), [(1, 99), (7, 4), (7, 1)])
async def test_a_position_that_the_publisher_does_not_know_sets_its_stream_aside(
    publisher: Publisher, consumer: Consumer, epoch: int, position: int
) -> None:
    [*_, last] = tell(publisher, "case-a", "case-b", "case-c")
    await consumer.follower.step([replace(last, epoch=epoch, position=position)])
    assert set(await consumer.causes()) == {"case-c"}
    [item] = tell(publisher, "case-a")
    await consumer.follower.step([item])
    assert await consumer.place() == 4


async def test_what_an_earlier_epoch_told_is_dropped(publisher: Publisher, consumer: Consumer) -> None:
    old = tell(publisher, "case-a", "case-b")
    publisher.restore(0, epoch=2)
    await consumer.follower.start_over()
    tell(publisher, "case-x")
    await consumer.follower.step([*old, *publisher.items])
    assert consumer.taken == ["case-x:000001"]
    assert await consumer.causes() == {}


STRAY = Stray("case-a", "raadslag.cases@17", "raadslag.cases@17: The record is empty.")


async def test_a_stray_sets_its_stream_aside_until_it_is_read_again_from_the_publisher(
    publisher: Publisher, consumer: Consumer
) -> None:
    [first, second, third] = tell(publisher, "case-a", "case-a", "case-b")
    await consumer.follower.step([first, STRAY, second, third])
    assert consumer.taken == ["case-a:000001", "case-b:000001"]
    assert await consumer.causes() == {"case-a": STRAY.cause}
    await consumer.store.ask_redrive("views", "case-a")
    await consumer.follower.step(None)
    assert consumer.taken[2:] == ["case-a:000001", "case-a:000002"]
    assert await consumer.causes() == {}


async def test_a_second_stray_does_not_hide_the_first_cause(publisher: Publisher, consumer: Consumer) -> None:
    tell(publisher, "case-a")
    await consumer.follower.step([STRAY, replace(STRAY, cause="another")])
    assert await consumer.causes() == {"case-a": STRAY.cause}


async def test_that_it_was_halted_is_forgotten_when_the_history_is_right_again(
    publisher: Publisher, consumer: Consumer
) -> None:
    tell(publisher, "case-a", "case-b")
    await consumer.follower.step(())
    items = publisher.items
    publisher.restore(1)
    with pytest.raises(OtherHistory):
        await consumer.follower.step(())
    publisher.items = items  # the right backup was found
    await consumer.follower.step(())
    assert await consumer.store.halted("views") is None


async def test_while_nothing_is_heard_nobody_is_asked(publisher: Publisher, consumer: Consumer) -> None:
    tell(publisher, "case-a")
    await consumer.follower.step(None)
    assert (publisher.reads, consumer.taken) == (0, [])


async def test_it_is_counted_which_way_events_came(publisher: Publisher) -> None:
    counted: list[tuple[str, str, int]] = []
    follower = Follower(
        "views", publisher, MemoryInboxStore(), {}, clock=lambda: NOW, count=lambda *told: counted.append(told)
    )
    [first, second, _] = tell(publisher, "case-a", "case-b", "case-c")
    await follower.step([first, second])
    await follower.step(())
    assert counted == [("views", "bus", 2), ("views", "ledger", 1)]


async def test_a_publisher_behind_our_place_stops_the_consumer(publisher: Publisher, consumer: Consumer) -> None:
    tell(publisher, "case-a", "case-b")
    await consumer.follower.catch_up()
    publisher.restore(1)
    with pytest.raises(OtherHistory):
        await consumer.follower.catch_up()


async def test_a_publisher_in_an_earlier_epoch_stops_the_consumer(publisher: Publisher, consumer: Consumer) -> None:
    publisher.restore(0, epoch=2)
    await consumer.store.restart("views", 3)
    with pytest.raises(OtherHistory):
        await consumer.follower.catch_up()


async def test_a_publisher_whose_own_pages_have_a_gap_stops_the_consumer(
    publisher: Publisher, consumer: Consumer
) -> None:
    tell(publisher, "case-a", "case-b", "case-c")
    del publisher.items[1]
    with pytest.raises(OtherHistory):
        await consumer.follower.catch_up()
    assert consumer.taken == ["case-a:000001"]


async def test_a_new_epoch_is_told_as_such(publisher: Publisher, consumer: Consumer) -> None:
    tell(publisher, "case-a", "case-b")
    await consumer.follower.catch_up()
    publisher.restore(1, epoch=2)
    with pytest.raises(NewEpoch):
        await consumer.follower.catch_up()
    [item] = tell(publisher, "case-c")
    with pytest.raises(NewEpoch):
        await consumer.follower.take([item])
    assert await consumer.place() == 2


class Away(MemoryInboxStore):
    """Our own database, which does not answer for a while; `at` names what it fails at."""

    at: str | None = None

    async def place(self, consumer: str) -> Place:
        self._require("place")
        return await super().place(consumer)

    async def move(self, consumer: str, place: Place) -> None:
        self._require("move")
        await super().move(consumer, place)

    async def park(self, parked: Any) -> None:  # noqa: ANN401 - the port's
        self._require("park")
        await super().park(parked)

    def _require(self, method: str) -> None:
        if self.at == method:
            raise Unavailable("The database does not answer.")


@pytest.mark.parametrize("at", ["place", "move", "park"])
async def test_while_our_own_database_is_away_nothing_is_decided(publisher: Publisher, at: str) -> None:
    store = Away()
    consumer = Consumer(publisher, store=store)
    tell(publisher, "case-a", "case-b")
    consumer.fate = only_at("case-a:000001", Park("wrong"))
    store.at = at
    with pytest.raises(Unavailable):
        await consumer.follower.catch_up()
    store.at = None
    assert await consumer.place() == 0
    await consumer.follower.catch_up()
    assert await consumer.causes() == {"case-a": "wrong"}
    assert set(consumer.taken) == {"case-b:000001"}
    assert await consumer.place() == 2


async def test_a_handler_whose_database_is_away_is_no_fate(publisher: Publisher, consumer: Consumer) -> None:
    tell(publisher, "case-a")
    consumer.fate = only_at("case-a:000001", Unavailable("away"))
    with pytest.raises(Unavailable):
        await consumer.follower.catch_up()
    assert (consumer.slept, await consumer.causes(), await consumer.place()) == ([], {}, 0)


async def test_while_the_publisher_is_away_the_consumer_waits(publisher: Publisher, consumer: Consumer) -> None:
    _, last = tell(publisher, "case-a", "case-b")
    publisher.away = True
    with pytest.raises(Unavailable):
        await consumer.follower.take([last])
    publisher.away = False
    await consumer.follower.take([last])
    assert consumer.taken == ["case-a:000001", "case-b:000001"]


async def test_an_order_to_stop_is_no_fate(publisher: Publisher, consumer: Consumer) -> None:
    tell(publisher, "case-a")
    begun = asyncio.Event()

    async def hang(_: Any, __: Item) -> Fate:  # noqa: ANN401 - any event
        begun.set()
        await asyncio.Event().wait()
        return Done()

    consumer.handlers = {CasePutOnAgenda: [hang]}
    task = asyncio.create_task(consumer.restarted().catch_up())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await consumer.causes(), await consumer.place()) == ({}, 0)
