"""Followers of a ledger in the same process wake in the same moment, and read it once for all of them."""

import asyncio

from councilkit.inbox.sources import LocalSource
from councilkit.ledger import Entry
from councilkit.ledger.memory_store import MemoryLedgerStore
from councilkit.testing.proxies import LedgerProxy


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
