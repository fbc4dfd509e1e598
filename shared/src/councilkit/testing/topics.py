"""A topic in memory, which can be away, lose its end, or be written to by others."""

from collections.abc import Sequence

from councilkit.events import Item
from councilkit.publishing import BusAway


class MemoryTopic:
    """Implements `Topic`. `records` is everything that was ever sent; `takes` how many it takes before it is away."""

    def __init__(self) -> None:
        self.records: list[Item] = []
        self.takes: float = float("inf")
        self.opened = 0
        self.looks = 0

    async def open(self) -> None:
        """Connect."""
        self._require_here()
        self.opened += 1

    async def tail(self, source: str, epoch: int) -> list[Item]:
        """Tell all records that say they are by this publisher in this epoch."""
        self._require_here()
        self.looks += 1
        return [item for item in self.records if (item.source, item.epoch) == (source, epoch)]

    async def send(self, items: Sequence[Item]) -> None:
        """Take items, one after the other, as many as it takes."""
        for item in items:
            self._require_here()
            self.records.append(item)
            self.takes -= 1

    async def close(self) -> None:
        """Nothing to close."""

    def _require_here(self) -> None:
        if self.takes <= 0:
            raise BusAway("The topic in memory is away")
