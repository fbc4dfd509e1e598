"""How far a service's views are: waiting until they show what is about to be read, or acted on."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence

from councilkit.batching import Batcher
from councilkit.inbox import Place, Source, consumer_of
from councilkit.ledger.port import PAGE, Head
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
        self._reached: dict[str, Place] = {}
        self._looks: Batcher[str, bool] = Batcher(self._have_seen)

    def has_stepped(self, source: str, place: Place) -> None:
        """Wake whoever waits: the views on `source` have come so far, and will not go back."""
        self._reached[source] = place
        self._stepped.set()
        self._stepped = asyncio.Event()

    async def seen(self, receipt: str, seconds: float) -> bool:
        """Wait until our own views have taken a receipt in; tell whether they have. Raises `Unavailable`."""
        return self._name not in self._viewed or await self._within(seconds, lambda: self._looks.ask(receipt))

    async def level(self, source: str, seconds: float) -> Head | None:
        """Wait until our views have reached a publisher's head; tell it, if they have. Raises `Unavailable`.

        What we have written ourselves counts before it has its number.
        """
        if source == self._name and not await self._have_seen_pending(seconds):
            return None
        head = (await self._sources[source].read(LAST)).head
        return head if await self._within(seconds, lambda: self._has_reached(source, head)) else None

    async def _have_seen_pending(self, seconds: float) -> bool:
        """Wait until our views have taken in what has no number yet; tell whether they have."""
        pending = await self._stores.ledger.pending(PAGE)
        if len(pending) == PAGE:  # and maybe more behind them
            return False
        return not pending or await self.seen(pending[-1].id, seconds)  # they are numbered in this order

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

    async def _have_seen(self, receipts: Sequence[str]) -> list[bool]:
        entries = {entry.id: entry for entry in await self._stores.ledger.entries(receipts)}
        seen_to = await self._seen_to(max((entry.position or 0 for entry in entries.values()), default=0))
        # A receipt that we never gave is not waited for.
        return [id not in entries or 0 < (entries[id].position or 0) <= seen_to for id in receipts]

    async def _seen_to(self, wanted: int) -> int:
        """Tell how far our own views have come; whether that is beyond `wanted` is all that is asked."""
        if wanted == 0:
            return 0
        place = self._reached.get(self._name, Place())
        if place.position < wanted:  # another replica may keep the views
            place = await self._place(self._name)
        # A place in an epoch before the ledger's is one in another history.
        return place.position if await self._stores.ledger.epoch() == place.epoch else 0

    async def _has_reached(self, source: str, head: Head) -> bool:
        return _is_at(self._reached.get(source, Place()), head) or _is_at(await self._place(source), head)

    async def _place(self, source: str) -> Place:
        generation = (await self._stores.inbox.generations(source)).current
        return await self._stores.inbox.place(consumer_of(source, generation))


def _is_at(place: Place, head: Head) -> bool:
    return (place.epoch, place.position) >= (head.epoch, head.position)
