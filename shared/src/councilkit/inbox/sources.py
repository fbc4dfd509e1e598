"""A ledger in this process, as a follower reads it."""

import asyncio
from collections.abc import Iterable

from councilkit.batching import Together
from councilkit.events import Item
from councilkit.inbox.port import Page
from councilkit.ledger.entry import Entry, as_item
from councilkit.ledger.port import PAGE, Head, LedgerStore


class LocalSource:
    """A ledger in this process: a service's own, or, in tests, a neighbour's."""

    def __init__(self, name: str, store: LedgerStore) -> None:
        self.name = name
        self._store = store
        self._pages = Together(self._page)

    async def read(self, after: int) -> Page:
        """Tell the items above a position, as many as fit in a page."""
        return await self._pages.ask(after)

    async def stream(self, stream: str) -> list[Item]:
        """Tell all numbered items of one stream."""
        items: list[Item] = []
        while page := await self._of_stream(stream, items[-1].position if items else 0):
            items += page
        return items

    async def _page(self, after: int) -> Page:
        # A head that was read before its page, or after, is no harm: what lies between is simply read again.
        head, entries = await asyncio.gather(self._store.head(), self._store.page(after, PAGE))
        return Page(self._items(entries, head), head)

    async def _of_stream(self, stream: str, after: int) -> list[Item]:
        head = await self._store.head()
        return self._items(await self._store.page(after, PAGE, stream), head)

    def _items(self, entries: Iterable[Entry], head: Head) -> list[Item]:
        return [as_item(entry, source=self.name, epoch=head.epoch) for entry in entries]
