"""A ledger in this process, as a follower reads it."""

from councilkit.events import Item
from councilkit.inbox.port import Page
from councilkit.ledger.entry import as_item
from councilkit.ledger.port import PAGE, LedgerStore


class LocalSource:
    """A ledger in this process: a service's own, or, in tests, a neighbour's."""

    def __init__(self, name: str, store: LedgerStore) -> None:
        self.name = name
        self._store = store

    async def read(self, after: int) -> Page:
        """Tell the items above a position, as many as fit in a page."""
        return await self._read(after, None)

    async def stream(self, stream: str) -> list[Item]:
        """Tell all numbered items of one stream."""
        items: list[Item] = []
        while page := (await self._read(items[-1].position if items else 0, stream)).items:
            items += page
        return items

    async def _read(self, after: int, stream: str | None) -> Page:
        head = await self._store.head()
        entries = await self._store.page(after, PAGE, stream)
        return Page([as_item(entry, source=self.name, epoch=head.epoch) for entry in entries], head)
