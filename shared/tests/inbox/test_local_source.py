"""Followers of a ledger in the same process wake in the same moment, and read it once for all of them."""

import asyncio

import pytest

from councilkit.inbox import sources
from councilkit.inbox.sources import LocalSource
from councilkit.ledger import Entry
from councilkit.ledger.memory_store import MemoryLedgerStore
from councilkit.ledger.numbering import Numbering
from councilkit.testing.proxies import LedgerProxy
from councilkit.testing.samples import an_entry


class Counting(LedgerProxy):
    """Counts the pages that are read."""

    def __init__(self) -> None:
        super().__init__(MemoryLedgerStore())
        self.pages = 0

    async def page(self, after: int, limit: int, stream: str | None = None) -> list[Entry]:
        self.pages += 1
        return await super().page(after, limit, stream)


async def test_several_that_stand_at_one_place_are_told_by_one_read() -> None:
    store = Counting()
    source = LocalSource("case-flow", store)
    told = await asyncio.gather(*(source.read(0) for _ in range(5)))
    assert store.pages == 1
    assert all(page == told[0] for page in told)


@pytest.mark.parametrize("page", [2, 3, 4])
async def test_a_page_tells_the_ledgers_head_however_full_it_is(monkeypatch: pytest.MonkeyPatch, page: int) -> None:
    monkeypatch.setattr(sources, "PAGE", page)
    store = MemoryLedgerStore()
    await store.append([an_entry("case-a", sequence) for sequence in (1, 2, 3)])
    await Numbering(store).number_pending()
    await store.raise_epoch(2)
    source = LocalSource("case-flow", store)
    told = [await source.read(after) for after in range(4)]
    assert [one.head for one in told] == [await store.head()] * 4
    assert [len(one.items) for one in told] == [min(left, page) for left in (3, 2, 1, 0)]


async def test_each_is_told_from_its_own_place() -> None:
    store = Counting()
    source = LocalSource("case-flow", store)
    await asyncio.gather(source.read(0), source.read(7), source.read(0))
    assert store.pages == 2


async def test_whoever_asks_later_is_told_by_a_read_that_begins_later() -> None:
    store = Counting()
    source = LocalSource("case-flow", store)
    await source.read(0)
    await source.read(0)
    assert store.pages == 2
