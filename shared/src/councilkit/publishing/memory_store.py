"""Publishing's memory, in memory."""

from dataclasses import replace

from councilkit.ledger.port import Head
from councilkit.publishing.port import Cursor


class MemoryPublishingStore:
    """Implements `PublishingStore` on a variable."""

    def __init__(self) -> None:
        self._cursor = Cursor(Head())

    async def cursor(self) -> Cursor:
        """Tell how far publishing is."""
        return self._cursor

    async def move(self, place: Head) -> None:
        """Everything up to here was acknowledged."""
        known = self._cursor.place
        if (known.epoch, known.position) < (place.epoch, place.position):
            self._cursor = replace(self._cursor, place=place)

    async def start_over(self, epoch: int) -> None:
        """Go to the beginning of an epoch."""
        self._cursor = replace(self._cursor, place=Head(epoch), refill=False)

    async def ask_refill(self) -> None:
        """Ask that everything be published again."""
        self._cursor = replace(self._cursor, refill=True)

    async def halt(self, sentence: str | None) -> None:
        """Remember why nothing is published."""
        self._cursor = replace(self._cursor, halted=sentence)
