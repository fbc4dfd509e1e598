"""How far a service's views are: waiting until they show what is about to be read, or acted on."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Collection, Mapping

from councilkit.inbox import Place, Source, consumer_of
from councilkit.ledger.port import Head
from councilkit.stores import Stores

LAST = 2**53
"""A position that no ledger reaches: a read after it tells only the head."""

_LOOK = 0.02  # another replica may keep the views; it tells nobody here


class Level:
    """Compares the places of a service's views with receipts and with publishers' heads."""

    def __init__(self, name: str, stores: Stores, sources: Mapping[str, Source], viewed: Collection[str]) -> None:
        """Look at the views on `viewed`, in the stores of the service `name`."""
        self._name = name
        self._stores = stores
        self._sources = sources
        self._viewed = viewed
        self._stepped = asyncio.Event()

    def has_stepped(self) -> None:
        """Wake whoever waits: a view has taken something in."""
        self._stepped.set()
        self._stepped = asyncio.Event()

    async def seen(self, receipt: str, seconds: float) -> bool:
        """Wait until our own views have taken a receipt in; tell whether they have. Raises `Unavailable`."""
        return self._name not in self._viewed or await self._within(seconds, lambda: self._has_seen(receipt))

    async def level(self, source: str, seconds: float) -> bool:
        """Wait until our views have reached a publisher's head; tell whether they have. Raises `Unavailable`."""
        head = (await self._sources[source].read(LAST)).head
        return await self._within(seconds, lambda: self._has_reached(source, head))

    async def _within(self, seconds: float, so: Callable[[], Awaitable[bool]]) -> bool:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._until(so)
                return True
        return False

    async def _until(self, so: Callable[[], Awaitable[bool]]) -> None:
        while True:
            stepped = self._stepped  # before the look: a step in between is not missed
            if await so():
                return
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK):
                    await stepped.wait()

    async def _has_seen(self, receipt: str) -> bool:
        entries = await self._stores.ledger.entries([receipt])
        if not entries:
            return True  # we never gave this receipt: there is nothing to wait for
        if entries[0].position is None:
            return False
        place = await self._place(self._name)
        # A place in an epoch before the ledger's is one in another history.
        return entries[0].position <= place.position and (await self._stores.ledger.head()).epoch == place.epoch

    async def _has_reached(self, source: str, head: Head) -> bool:
        place = await self._place(source)
        return (place.epoch, place.position) >= (head.epoch, head.position)

    async def _place(self, source: str) -> Place:
        generation = (await self._stores.inbox.generations(source)).current
        return await self._stores.inbox.place(consumer_of(source, generation))
