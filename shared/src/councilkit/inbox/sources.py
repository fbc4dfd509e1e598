"""A ledger in this process, as a follower reads it."""

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
        entries = await self._store.page(after, PAGE)
        if 0 < len(entries) < PAGE:
            items = self._items(entries, await self._store.epoch())
            return Page(items, Head(items[-1].epoch, items[-1].position, items[-1].hash))
        # A head that is read after its page is no harm: what lies between is simply read again.
        head = await self._store.head()
        return Page(self._items(entries, head.epoch), head)

    async def _of_stream(self, stream: str, after: int) -> list[Item]:
        epoch = await self._store.epoch()
        return self._items(await self._store.page(after, PAGE, stream), epoch)

    def _items(self, entries: Iterable[Entry], epoch: int) -> list[Item]:
        return [as_item(entry, source=self.name, epoch=epoch) for entry in entries]
