"""Stores that pass everything on, for a test to change one thing of what a real one does."""

from collections.abc import Sequence

from councilkit.ledger import Clash, Entry, Found, Head, LedgerStore, Look, Number


class LedgerProxy:
    """A `LedgerStore` in front of another one."""

    def __init__(self, behind: LedgerStore) -> None:
        self.behind = behind

    async def prepare(self) -> None:
        """Pass it on."""
        await self.behind.prepare()

    async def look(self, looks: Sequence[Look], *, after_clash: bool = False) -> list[Found]:
        """Pass it on."""
        return await self.behind.look(looks, after_clash=after_clash)

    async def append(self, entries: Sequence[Entry]) -> list[Clash | None]:
        """Pass it on."""
        return await self.behind.append(entries)

    async def entries(self, ids: Sequence[str]) -> list[Entry]:
        """Pass it on."""
        return await self.behind.entries(ids)

    async def head(self) -> Head:
        """Pass it on."""
        return await self.behind.head()

    async def epoch(self) -> int:
        """Pass it on."""
        return await self.behind.epoch()

    async def raise_epoch(self, epoch: int) -> int:
        """Pass it on."""
        return await self.behind.raise_epoch(epoch)

    async def page(self, after: int, limit: int, stream: str | None = None) -> list[Entry]:
        """Pass it on."""
        return await self.behind.page(after, limit, stream)

    async def pending(self, limit: int) -> list[Entry]:
        """Pass it on."""
        return await self.behind.pending(limit)

    async def number(self, numbers: Sequence[Number]) -> bool:
        """Pass it on."""
        return await self.behind.number(numbers)

    async def do_chores(self, entry: Entry) -> None:
        """Pass it on."""
        await self.behind.do_chores(entry)

    async def with_chores(self) -> list[Entry]:
        """Pass it on."""
        return await self.behind.with_chores()
