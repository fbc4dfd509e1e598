"""Every event gets one place in the ledger's order, and a chain tells if one is changed, lost or moved."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import pytest

from councilkit.lease import LeaseLost
from councilkit.ledger import Draft, Entry, Head, Ledger, LedgerStore, Number, link
from councilkit.ledger.numbering import Numbering, chain
from councilkit.testing.chains import first_break
from councilkit.testing.proxies import LedgerProxy
from councilkit.testing.samples import NOW, a_call, a_fact, an_entry


async def write(ledger: Ledger, *streams: str) -> None:
    for stream in streams:
        there = len(await ledger.history(stream))
        await ledger.change(stream, a_call(f"{stream} {there}"), lambda *_: Draft(a_fact(stream)))  # noqa: B023


async def number_all(store: LedgerStore) -> None:
    numbering = Numbering(store)
    while await numbering.number_pending():
        pass


async def require_order(store: LedgerStore, events: int) -> None:
    """Positions are dense, the chain is unbroken, and within each stream the order is the sequence's."""
    told = await store.page(0, 10_000)
    assert [entry.position for entry in told] == list(range(1, events + 1))
    assert first_break(told, Head()) is None
    seen: dict[str, int] = {}
    for entry in told:
        assert entry.sequence == seen.get(entry.stream, 0) + 1
        seen[entry.stream] = entry.sequence


async def test_positions_are_dense_and_chained_and_follow_each_stream(ledger: Ledger, store: LedgerStore) -> None:
    await write(ledger, "case-b", "case-a", "case-b")
    await number_all(store)
    await write(ledger, "case-a", "case-c", "case-b")
    await number_all(store)
    await require_order(store, 6)
    assert [entry.stream for entry in await store.page(0, 3)] == ["case-b", "case-a", "case-b"]


async def test_events_written_at_once_are_all_numbered(ledger: Ledger, store: LedgerStore) -> None:
    await asyncio.gather(*(write(ledger, f"case-{n}", f"case-{n}") for n in range(20)))
    await number_all(store)
    await require_order(store, 40)


async def test_nothing_pending_is_nothing_to_do(store: LedgerStore) -> None:
    told: list[Head] = []
    assert await Numbering(store, announce=told.append).number_pending() == 0
    assert told == []


async def test_the_new_head_is_announced(ledger: Ledger, store: LedgerStore) -> None:
    told: list[Head] = []
    numbering = Numbering(store, announce=told.append)
    await write(ledger, "case-a", "case-b")
    await numbering.number_pending()
    assert told == [await store.head()]


async def test_a_restarted_numbering_goes_on_from_the_ledgers_head(ledger: Ledger, store: LedgerStore) -> None:
    await write(ledger, "case-a")
    await Numbering(store).number_pending()
    await write(ledger, "case-b")
    await Numbering(store).number_pending()
    await require_order(store, 2)


class Paused(LedgerProxy):
    """Sleeps between looking at what is pending and numbering it, as a replica that lost its lease meanwhile."""

    def __init__(self, behind: LedgerStore) -> None:
        super().__init__(behind)
        self.paused = asyncio.Event()
        self.woken = asyncio.Event()

    async def number(self, numbers: Sequence[Number]) -> bool:
        self.paused.set()
        await self.woken.wait()
        return await super().number(numbers)


async def test_of_two_that_number_at_once_one_is_told_that_its_lease_is_lost(
    ledger: Ledger, store: LedgerStore
) -> None:
    await write(ledger, "case-a", "case-b", "case-c")
    pair = [Paused(store), Paused(store)]
    running = [asyncio.create_task(Numbering(one).number_pending()) for one in pair]
    for one in pair:
        await one.paused.wait()
    for one in pair:
        one.woken.set()
    answers = await asyncio.gather(*running, return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["LeaseLost", "int"]
    await require_order(store, 3)


async def test_a_replica_that_slept_through_its_lease_numbers_nothing(ledger: Ledger, store: LedgerStore) -> None:
    asleep = Paused(store)
    await write(ledger, "case-a", "case-b")
    zombie = asyncio.create_task(Numbering(asleep).number_pending())
    await asleep.paused.wait()
    await number_all(store)
    await write(ledger, "case-c")
    await number_all(store)
    asleep.woken.set()
    with pytest.raises(LeaseLost):
        await zombie
    await require_order(store, 3)


async def test_a_sleeper_that_saw_another_order_breaks_no_chain(store: LedgerStore) -> None:
    """An event that was stored earlier may be seen later: then two replicas number the same events in two orders."""
    first, second, third = an_entry("case-a"), an_entry("case-b"), an_entry("case-c")
    await store.append([first, second, third])
    seen_by_sleeper = chain(Head(), [first, second, third])
    assert await store.number(chain(Head(), [second]))
    assert await store.number(chain(await store.head(), [first]))
    assert not await store.number(seen_by_sleeper)
    await number_all(store)
    await require_order(store, 3)


async def test_numbering_that_lost_looks_at_the_head_again(ledger: Ledger, store: LedgerStore) -> None:
    mine, others = Numbering(store), Numbering(store)
    await write(ledger, "case-a")
    await mine.number_pending()
    await write(ledger, "case-b")
    await others.number_pending()
    await write(ledger, "case-c")
    with pytest.raises(LeaseLost):
        await mine.number_pending()
    assert await mine.number_pending() == 1
    await require_order(store, 3)


async def test_a_nudge_is_answered_at_once_and_the_rest_is_found_by_looking(store: LedgerStore) -> None:
    heads: asyncio.Queue[Head] = asyncio.Queue()
    numbering = Numbering(store, announce=heads.put_nowait)
    nudging = Ledger(store, clock=lambda: NOW, mac_key=b"key", nudge=numbering.nudge)
    running = asyncio.create_task(numbering.run())
    async with asyncio.timeout(5):
        await write(nudging, "case-a")
        assert (await heads.get()).position == 1
        await store.append([an_entry("case-b")])  # another replica wrote it: nobody nudges here
        assert (await heads.get()).position == 2
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_whoever_gets_the_lease_back_looks_where_the_other_left_off(store: LedgerStore) -> None:
    heads: asyncio.Queue[Head] = asyncio.Queue()
    numbering = Numbering(store, announce=heads.put_nowait)
    for turn, stream in enumerate(("case-a", "case-c")):
        await store.append([an_entry(stream)])
        running = asyncio.create_task(numbering.run())
        assert (await asyncio.wait_for(heads.get(), 5)).position == 2 * turn + 1
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await store.append([an_entry(stream, 2)])
        await number_all(store)
    await require_order(store, 4)


def tampered(entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    first, second, third = entries
    other = b'{"case":"case","council":"council","meeting":"other"}'
    return [
        ("changed", [first, replace(second, data=other), third]),
        ("of another type", [first, replace(second, type="raadslag.case.sent.v1"), third]),
        ("moved", [first, replace(third, position=2), replace(second, position=3)]),
        ("lost", [first, replace(third, position=2)]),
        ("in another stream", [first, replace(second, stream="case-x"), third]),
    ]


async def test_an_event_that_was_tampered_with_breaks_the_chain(ledger: Ledger, store: LedgerStore) -> None:
    await write(ledger, "case-a", "case-a", "case-b")
    await number_all(store)
    for how, entries in tampered(await store.page(0, 10)):
        assert first_break(entries, Head()) == entries[1].id, how


def test_no_two_events_spell_the_same_link() -> None:
    assert link("", 1, "case-a:000001", "type", b"data") != link("", 1, "case-a:000001t", "ype", b"data")
    assert link("", 1, "case-a:000001", "type", b"data") != link("", 1, "case-a:000001", "typed", b"ata")
    assert link("", 11, "case-a:000001", "type", b"") != link("", 1, "1case-a:000001", "type", b"")


async def test_a_chain_is_judged_from_any_known_place(ledger: Ledger, store: LedgerStore) -> None:
    await write(ledger, "case-a", "case-b")
    await number_all(store)
    assert first_break(await store.page(1, 10), Head(1, 1, (await store.page(0, 1))[0].hash or "")) is None
