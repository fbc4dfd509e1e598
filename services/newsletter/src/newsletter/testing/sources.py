"""A publisher that is slow to tell how far it is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from councilkit.events import Item
from councilkit.inbox import Page, Source


@dataclass(frozen=True)
class Slow:
    """Implements `Source` on another one, which it asks only when something has come about."""

    source: Source
    awaited: Callable[[], Awaitable[object]]

    @property
    def name(self) -> str:
        return self.source.name

    async def read(self, after: int) -> Page:
        await self.awaited()
        return await self.source.read(after)

    async def stream(self, stream: str) -> list[Item]:
        await self.awaited()
        return await self.source.stream(stream)
