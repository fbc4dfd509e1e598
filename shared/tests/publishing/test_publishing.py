"""A ledger reaches its topic whole and in order, whatever the topic forgets, refuses, or was told by others."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from structlog.testing import capture_logs

from councilkit.events import Item
from councilkit.ledger import Head, LedgerStore
from councilkit.ledger.entry import as_item
from councilkit.ledger.memory_store import MemoryLedgerStore
from councilkit.ledger.numbering import Numbering
from councilkit.publishing import Publishing, PublishingStore, TopicWrong
from councilkit.publishing import publishing as publishing_module
from councilkit.publishing.memory_store import MemoryPublishingStore
from councilkit.publishing.publishing import SELDOM
from councilkit.refusals import Unavailable
from councilkit.stores import Stores
from councilkit.testing.proxies import LedgerProxy
from councilkit.testing.samples import an_entry
from councilkit.testing.topics import MemoryTopic
from councilkit.testing.waiting import until

RESTORED = "This ledger was restored from a backup, or somebody else writes to its topic"
AHEAD = f"{RESTORED}: the topic is at position 3, and the ledger ends at 1"
OTHER = f"{RESTORED}: the topic tells another event at position {{}}"


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look soon for what waits; compare only where a test asks for it."""
    monkeypatch.setattr(publishing_module, "LOOK_EVERY", 0.01)


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare the topic with the ledger all the time."""
    monkeypatch.setattr(publishing_module, "COMPARE_EVERY", 0.02)


@pytest.fixture
def topic() -> MemoryTopic:
    return MemoryTopic()


async def tell(ledger: LedgerStore, *streams: str) -> None:
    """Write an event to each stream, and number them."""
    for stream in streams:
        known = await ledger.page(0, 1000, stream)
        await ledger.append([an_entry(stream, len(known) + 1)])
        await Numbering(ledger).number_pending()


async def items(ledger: LedgerStore) -> list[Item]:
    epoch = (await ledger.head()).epoch
    return [as_item(entry, source="case-flow", epoch=epoch) for entry in await ledger.page(0, 1000)]


async def at_once(_: float) -> None:
    await asyncio.sleep(0)


def a_publishing(ledger: LedgerStore, store: PublishingStore, topic: MemoryTopic) -> Publishing:
    return Publishing("case-flow", ledger, store, topic, pause=at_once)


@asynccontextmanager
async def published(ledger: LedgerStore, store: PublishingStore, topic: MemoryTopic) -> AsyncIterator[Publishing]:
    """Publish while the block runs."""
    publishing = a_publishing(ledger, store, topic)
    task = asyncio.create_task(publishing.run())
    try:
        yield publishing
    finally:
        task.cancel()
        await asyncio.wait({task})
        assert task.cancelled()


async def level(ledger: LedgerStore, store: PublishingStore) -> bool:
    cursor, head = await store.cursor(), await ledger.head()
    return cursor.place == head and not cursor.refill


async def halted(store: PublishingStore, sentence: str) -> bool:
    return (await store.cursor()).halted == sentence


def told(logs: Sequence[Mapping[str, object]]) -> list[object]:
    return [log["event"] for log in logs]


async def test_events_are_published_in_their_order_as_the_ledger_tells_them(stores: Stores, topic: MemoryTopic) -> None:
    await tell(stores.ledger, "case-a", "case-b", "case-a")
    async with published(stores.ledger, stores.publishing, topic) as publishing:
        await until(partial(level, stores.ledger, stores.publishing))
        await tell(stores.ledger, "case-c")
        publishing.nudge()
        await until(partial(level, stores.ledger, stores.publishing))
    assert topic.records == await items(stores.ledger)


async def test_what_another_replica_numbers_is_published_without_a_nudge(stores: Stores, topic: MemoryTopic) -> None:
    async with published(stores.ledger, stores.publishing, topic):
        await until(partial(level, stores.ledger, stores.publishing))
        await tell(stores.ledger, "case-a")
        await until(partial(level, stores.ledger, stores.publishing))
    assert topic.records == await items(stores.ledger)


class LooksAtTheCursor(MemoryTopic):
    """Remembers where the cursor is while it is sent something."""

    def __init__(self, store: PublishingStore) -> None:
        super().__init__()
        self.store = store
        self.seen: list[int] = []

    async def send(self, items: Sequence[Item]) -> None:
        await super().send(items)
        self.seen.append((await self.store.cursor()).place.position)


async def test_the_cursor_moves_when_what_is_before_it_was_acknowledged(stores: Stores) -> None:
    topic = LooksAtTheCursor(stores.publishing)
    publishing = a_publishing(stores.ledger, stores.publishing, topic)
    await tell(stores.ledger, "case-a", "case-b")
    place = await publishing.publish_page(await publishing.compare())
    await tell(stores.ledger, "case-c")
    await publishing.publish_page(place)
    assert topic.seen == [0, 2]
    assert (await stores.publishing.cursor()).place == await stores.ledger.head()


async def test_after_a_restart_it_goes_on_where_it_was(stores: Stores, topic: MemoryTopic) -> None:
    for stream in ("case-a", "case-b"):
        await tell(stores.ledger, stream)
        async with published(stores.ledger, stores.publishing, topic):
            await until(partial(level, stores.ledger, stores.publishing))
    assert topic.records == await items(stores.ledger)
    assert topic.opened == 2


async def test_what_was_sent_and_not_acknowledged_is_sent_again(stores: Stores, topic: MemoryTopic) -> None:
    await tell(stores.ledger, "case-a", "case-b", "case-c")
    topic.takes = 2
    async with published(stores.ledger, stores.publishing, topic):
        await until(partial(_has, topic, 2))
        assert (await stores.publishing.cursor()).place.position == 0
        topic.takes = float("inf")
        await until(partial(level, stores.ledger, stores.publishing))
    all_of_it = await items(stores.ledger)
    assert topic.records == [*all_of_it[:2], *all_of_it]


async def _has(topic: MemoryTopic, count: int) -> bool:
    return len(topic.records) >= count


async def test_that_the_bus_is_away_is_told_once_and_that_it_is_back_once(stores: Stores, topic: MemoryTopic) -> None:
    topic.takes = 0
    tries = 0

    async def counting(_: float) -> None:
        nonlocal tries
        tries += 1
        await asyncio.sleep(0)

    async def tried() -> bool:
        return tries > 3

    publishing = Publishing("case-flow", stores.ledger, stores.publishing, topic, pause=counting)
    with capture_logs() as logs:
        task = asyncio.create_task(publishing.run())
        await until(tried)
        topic.takes = 5
        await tell(stores.ledger, "case-a")
        await until(partial(level, stores.ledger, stores.publishing))
        task.cancel()
        await asyncio.wait({task})
    assert told(logs) == ["bus_away", "bus_back"]
    assert logs[0]["cause"] == "The topic in memory is away"


async def test_a_topic_that_lost_its_end_is_published_on_from_there(stores: Stores, topic: MemoryTopic) -> None:
    await tell(stores.ledger, "case-a", "case-b", "case-c")
    async with published(stores.ledger, stores.publishing, topic):
        await until(partial(level, stores.ledger, stores.publishing))
    del topic.records[1:]
    with capture_logs() as logs:
        async with published(stores.ledger, stores.publishing, topic):
            await until(partial(_has, topic, 3))
    assert topic.records == await items(stores.ledger)
    assert told(logs) == ["topic_behind"]


@pytest.mark.usefixtures("often")
async def test_a_topic_that_is_emptied_meanwhile_is_filled_again(stores: Stores, topic: MemoryTopic) -> None:
    await tell(stores.ledger, "case-a", "case-b")
    async with published(stores.ledger, stores.publishing, topic):
        await until(partial(level, stores.ledger, stores.publishing))
        topic.records.clear()
        await until(partial(_has, topic, 2))
    assert topic.records == await items(stores.ledger)


async def restored(ledger: LedgerStore, topic: MemoryTopic, store: PublishingStore, *streams: str) -> LedgerStore:
    """Publish a ledger; then put one in its place as it would be after a backup was restored."""
    async with published(ledger, store, topic):
        await until(partial(level, ledger, store))
    older = MemoryLedgerStore()
    await tell(older, *streams)
    return older


@pytest.mark.parametrize(
    ("after_the_backup", "sentence"), [(["case-a"], AHEAD), (["case-a", "case-x", "case-y"], OTHER.format(3))]
)
async def test_a_restored_ledger_is_not_published_until_its_epoch_is_raised(
    stores: Stores, topic: MemoryTopic, after_the_backup: list[str], sentence: str
) -> None:
    await tell(stores.ledger, "case-a", "case-b", "case-c")
    older = await restored(stores.ledger, topic, stores.publishing, *after_the_backup)
    with capture_logs() as logs:
        async with published(older, stores.publishing, topic):
            await until(partial(halted, stores.publishing, sentence))
            assert len(topic.records) == 3
            await older.raise_epoch(2)
            await until(partial(level, older, stores.publishing))
    again = topic.records[3:]
    assert again == await items(older)
    assert {item.epoch for item in again} == {2}
    assert (await stores.publishing.cursor()).halted is None
    assert told(logs) == ["publishing_halted", "bus_back"]
    assert (logs[0]["log_level"], logs[0]["cause"]) == ("critical", sentence)


@pytest.mark.usefixtures("often")
async def test_a_history_that_is_not_ours_and_goes_on_halts_what_runs(stores: Stores, topic: MemoryTopic) -> None:
    await tell(stores.ledger, "case-a", "case-b")
    theirs = MemoryLedgerStore()
    await tell(theirs, "case-a", "case-x")
    async with published(stores.ledger, stores.publishing, topic):
        await until(partial(level, stores.ledger, stores.publishing))
        topic.records[:] = await items(theirs)
        await until(partial(halted, stores.publishing, OTHER.format(2)))


async def test_a_restore_is_noticed_at_the_next_look(stores: Stores, topic: MemoryTopic) -> None:
    await tell(stores.ledger, "case-a", "case-b", "case-c")
    older = await restored(stores.ledger, topic, stores.publishing, "case-a")
    ledger = LedgerProxy(stores.ledger)
    async with published(ledger, stores.publishing, topic):
        await until(partial(level, stores.ledger, stores.publishing))
        ledger.behind = older
        await until(partial(halted, stores.publishing, AHEAD))


@pytest.mark.usefixtures("often")
@pytest.mark.parametrize("forged", [{"hash": "f" * 64}, {"position": 10**17}, {"position": 10**17, "hash": "f" * 64}])
async def test_one_forged_record_that_continues_nothing_is_passed_over(
    stores: Stores, topic: MemoryTopic, forged: dict[str, Any]
) -> None:
    await tell(stores.ledger, "case-a", "case-b", "case-c")
    async with published(stores.ledger, stores.publishing, topic):
        await until(partial(level, stores.ledger, stores.publishing))
        topic.records.append(false := replace(topic.records[1], **forged))
        await _compared(topic)
        await tell(stores.ledger, "case-d")
        await until(partial(level, stores.ledger, stores.publishing))
        await _compared(topic)
        assert (await stores.publishing.cursor()).halted is None
    assert [record for record in topic.records if record != false] == await items(stores.ledger)


async def _compared(topic: MemoryTopic) -> None:
    """Wait until the topic was looked at again, and what follows is done."""
    looks = topic.looks

    async def looked() -> bool:
        return topic.looks > looks + 1

    await until(looked)


async def test_where_only_one_of_our_records_is_in_sight_it_counts(stores: Stores, topic: MemoryTopic) -> None:
    await tell(stores.ledger, "case-a", "case-b", "case-c")
    async with published(stores.ledger, stores.publishing, topic):
        await until(partial(level, stores.ledger, stores.publishing))
    del topic.records[:2]
    assert (await a_publishing(stores.ledger, stores.publishing, topic).compare()).position == 3


class Racing(MemoryTopic):
    """While it is looked at, another replica numbers and sends."""

    def __init__(self, ledger: LedgerStore) -> None:
        super().__init__()
        self.ledger = ledger

    async def tail(self, source: str, epoch: int) -> list[Item]:
        await tell(self.ledger, "case-new")
        self.records = await items(self.ledger)
        return await super().tail(source, epoch)


async def test_what_another_replica_sends_during_a_look_is_no_alarm(stores: Stores) -> None:
    await tell(stores.ledger, "case-a")
    publishing = a_publishing(stores.ledger, stores.publishing, Racing(stores.ledger))
    assert (await publishing.compare()).position == 0


async def test_an_epoch_raised_during_a_look_is_told_from_its_beginning(stores: Stores) -> None:
    class Raising(MemoryTopic):
        async def tail(self, source: str, epoch: int) -> list[Item]:
            await stores.ledger.raise_epoch(5)
            return await super().tail(source, epoch)

    await tell(stores.ledger, "case-a", "case-b")
    await stores.publishing.move(await stores.ledger.head())
    assert await a_publishing(stores.ledger, stores.publishing, Raising()).compare() == Head(5)


class Counted(MemoryPublishingStore):
    """Counts how often it is told why nothing is published."""

    def __init__(self) -> None:
        super().__init__()
        self.halts = 0

    async def halt(self, sentence: str | None) -> None:
        self.halts += 1
        await super().halt(sentence)


class Pauses:
    """Pauses of no length, up to so many."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.count = 0

    async def __call__(self, _: float) -> None:
        while self.count >= self.most:  # noqa: ASYNC110 - the test lets it go on
            await asyncio.sleep(0.001)
        self.count += 1
        await asyncio.sleep(0)

    async def over(self) -> bool:
        return self.count >= self.most


@pytest.mark.parametrize("pauses", [2, 3 * SELDOM - 1])
async def test_a_halted_ledger_is_compared_seldom_and_told_once_and_an_epoch_begins_at_the_next_pause(
    topic: MemoryTopic, pauses: int
) -> None:
    ledger, store, pause = MemoryLedgerStore(), Counted(), Pauses(pauses)
    await tell(ledger, "case-a", "case-b", "case-c")
    older = await restored(ledger, topic, store, "case-a")
    opened, store.halts = topic.opened, 0
    task = asyncio.create_task(Publishing("case-flow", older, store, topic, pause=pause).run())
    await until(pause.over)
    compared = 1 + pauses // SELDOM
    assert (topic.opened - opened, store.halts, (await store.cursor()).halted) == (compared, 1, AHEAD)
    await older.raise_epoch(2)
    pause.most += 1
    await until(partial(level, older, store))
    task.cancel()
    await asyncio.wait({task})
    assert topic.opened - opened == compared + 1


async def test_a_topic_that_somebody_has_to_mend_is_looked_at_seldom(stores: Stores) -> None:
    class Wrong(MemoryTopic):
        async def open(self) -> None:
            await super().open()
            raise TopicWrong("The topic in memory is not as it must be")

    topic, pause = Wrong(), Pauses(3 * SELDOM - 1)
    task = asyncio.create_task(Publishing("case-flow", stores.ledger, stores.publishing, topic, pause=pause).run())
    await until(pause.over)
    task.cancel()
    await asyncio.wait({task})
    assert topic.opened == 3
    assert (await stores.publishing.cursor()).halted == "The topic in memory is not as it must be"


async def test_a_fault_of_the_library_leads_to_a_new_connection(stores: Stores) -> None:
    class Faulty(MemoryTopic):
        async def tail(self, source: str, epoch: int) -> list[Item]:
            if self.opened < 3:
                raise KeyError("a fault of the library's")
            return await super().tail(source, epoch)

    await tell(stores.ledger, "case-a")
    with capture_logs() as logs:
        async with published(stores.ledger, stores.publishing, topic := Faulty()):
            await until(partial(level, stores.ledger, stores.publishing))
    assert topic.records == await items(stores.ledger)
    assert told(logs) == ["publishing_failed"] * 2


async def test_a_database_that_is_away_ends_the_work_for_the_lease(
    topic: MemoryTopic, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away() -> Head:
        raise Unavailable("No answer.")

    monkeypatch.setattr(ledger := MemoryLedgerStore(), "head", away)
    with pytest.raises(Unavailable):
        await a_publishing(ledger, MemoryPublishingStore(), topic).run()


@pytest.mark.usefixtures("often")
@pytest.mark.parametrize("strange", [{"source": "somebody"}, {"epoch": 7}])
async def test_what_strangers_or_other_epochs_wrote_does_not_count(
    stores: Stores, topic: MemoryTopic, strange: dict[str, object]
) -> None:
    await tell(stores.ledger, "case-a", "case-b")
    async with published(stores.ledger, stores.publishing, topic):
        await until(partial(level, stores.ledger, stores.publishing))
        topic.records.append(replace(topic.records[0], position=99, hash="f" * 64, **strange))  # type: ignore[arg-type]
        opened = topic.opened
        await tell(stores.ledger, "case-c")
        await until(partial(level, stores.ledger, stores.publishing))
    ours = [record for record in topic.records if record.position != 99]
    assert ours == await items(stores.ledger)
    assert topic.opened == opened


async def test_a_refill_publishes_everything_once_more(stores: Stores, topic: MemoryTopic) -> None:
    await tell(stores.ledger, "case-a", "case-b")
    async with published(stores.ledger, stores.publishing, topic):
        await until(partial(level, stores.ledger, stores.publishing))
        await stores.publishing.ask_refill()
        await until(partial(_has, topic, 4))
        await until(partial(level, stores.ledger, stores.publishing))
    assert topic.records == await items(stores.ledger) * 2


async def test_a_refill_that_was_cut_short_goes_on_where_it_was(stores: Stores, topic: MemoryTopic) -> None:
    await tell(stores.ledger, *(f"case-{number}" for number in range(4)))
    async with published(stores.ledger, stores.publishing, topic):
        await until(partial(level, stores.ledger, stores.publishing))
    [*_, last] = all_of_it = await items(stores.ledger)
    await stores.publishing.start_over(1)
    topic.records += all_of_it[:3]
    await stores.publishing.move(replace(await stores.ledger.head(), position=3, hash=all_of_it[2].hash))
    async with published(stores.ledger, stores.publishing, topic):
        await until(partial(level, stores.ledger, stores.publishing))
    assert topic.records == [*all_of_it, *all_of_it[:3], last]


async def test_an_epoch_raised_meanwhile_is_told_from_its_beginning(stores: Stores, topic: MemoryTopic) -> None:
    await tell(stores.ledger, "case-a", "case-b")
    async with published(stores.ledger, stores.publishing, topic):
        await until(partial(level, stores.ledger, stores.publishing))
        await stores.ledger.raise_epoch(2)
        await until(partial(level, stores.ledger, stores.publishing))
        await tell(stores.ledger, "case-c")
        await until(partial(level, stores.ledger, stores.publishing))
    assert topic.records[2:] == await items(stores.ledger)
    assert [item.epoch for item in topic.records] == [1, 1, 2, 2, 2]


async def test_two_publishers_at_once_do_no_harm(stores: Stores, topic: MemoryTopic) -> None:
    async with (
        published(stores.ledger, stores.publishing, topic),
        published(stores.ledger, stores.publishing, topic),
    ):
        for number in range(10):
            await tell(stores.ledger, f"case-{number % 3}")
        await until(partial(level, stores.ledger, stores.publishing))
    first_of_each = list({item.id: item for item in topic.records}.values())
    assert first_of_each == await items(stores.ledger)
    assert (await stores.publishing.cursor()).place == await stores.ledger.head()
