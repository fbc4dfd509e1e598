"""Gives events their place in the ledger's order: 1, 2, 3 …, each chained to the one before."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence

from councilkit.crashpoints import passing
from councilkit.lease import LeaseLost
from councilkit.ledger.chain import link
from councilkit.ledger.entry import Entry
from councilkit.ledger.port import Head, LedgerStore, Number

BATCH = 500
LOOK_EVERY = 0.05
"""Seconds between looks for pending events, when no nudge comes (they may have been written by another replica)."""


class Numbering:
    """Numbers pending events. Only the holder of the service's lease runs it; a second one is noticed, not trusted.

    It never waits for the bus. `announce` is called with the new head after each batch.
    """

    def __init__(self, store: LedgerStore, *, announce: Callable[[Head], None] = lambda _: None) -> None:
        self._store = store
        self._announce = announce
        self._nudged = asyncio.Event()
        self._head: Head | None = None

    def nudge(self) -> None:
        """Tell that something was written in this process."""
        self._nudged.set()

    async def run(self) -> None:
        """Number for as long as the lease is held.

        Raises:
            LeaseLost: another numbered an event that was pending here.

        """
        self._head = None  # it may have moved while another held the lease
        while True:
            self._nudged.clear()
            if await self.number_pending() < BATCH:
                await self._wait()  # not at all, if something was written since the look

    async def number_pending(self) -> int:
        """Number one batch; tell how many events got a place."""
        pending = await self._store.pending(BATCH)
        if not pending:
            return 0
        head = self._head or await self._store.head()
        numbers = chain(head, pending)
        passing("numbering.before-number")
        if not await self._store.number(numbers):
            self._head = None
            message = "another replica numbers this ledger"
            raise LeaseLost(message)
        passing("numbering.after-number")
        self._head = Head(head.epoch, numbers[-1].position, numbers[-1].hash)
        self._announce(self._head)
        return len(numbers)

    async def _wait(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LOOK_EVERY):
                await self._nudged.wait()


def chain(head: Head, entries: Sequence[Entry]) -> list[Number]:
    """Tell the places of entries that follow `head`."""
    numbers = []
    position, previous = head.position, head.hash
    for entry in entries:
        position += 1
        previous = link(previous, position, entry.id, entry.type, entry.data)
        numbers.append(Number(entry.id, position, previous))
    return numbers
