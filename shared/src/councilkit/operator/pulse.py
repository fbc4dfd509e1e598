"""How a service is, in one word that everybody may read: for the page that people look at when something seems slow."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from fastapi import APIRouter

from councilkit.clock import Clock, utc_now
from councilkit.house import House
from councilkit.inbox import Place
from councilkit.operator.looking import parked_in
from councilkit.operator.shapes import ServiceState
from councilkit.refusals import Unavailable
from councilkit.web.routes import action

LATE_AFTER = timedelta(minutes=1)
"""How long an event may wait to be numbered or taken in before people are told."""

KEPT = 5.0
"""Seconds that an answer is given again: anybody may ask, and nobody can tire the database with it."""

PATIENCE = 1.0


def state_router(house: House, *, clock: Clock = utc_now) -> APIRouter:
    """Make the route `GET /state`."""
    router = APIRouter(tags=["state"])
    pulse = Pulse(house, clock=clock)

    @router.get("/state", **action("read_state", Unavailable, public=True), response_model_exclude_none=True)
    async def read_state() -> ServiceState:
        """Tell whether the service is well, late (what it should show waits) or stuck (somebody must look)."""
        return await pulse.feel()

    return router


class AllAnew(Exception):
    """A publisher has begun a new epoch: all of it is to be taken in again, and how old that is says nothing."""


class Pulse:
    """Looks at a house when asked, and not again for a few seconds."""

    def __init__(self, house: House, *, clock: Clock, seconds: Callable[[], float] = monotonic) -> None:
        self._house = house
        self._clock = clock
        self._seconds = seconds
        self._looking = asyncio.Lock()
        self._felt: tuple[float, ServiceState | Unavailable] | None = None

    async def feel(self) -> ServiceState:
        """Tell how the house is, or was a moment ago.

        Raises:
            Unavailable: our own database does not answer, or did not a moment ago.

        """
        async with self._looking:
            if self._felt is None or self._seconds() - self._felt[0] >= KEPT:
                felt = await self._look()
                self._felt = self._seconds(), felt
            _, felt = self._felt
        if isinstance(felt, Unavailable):
            raise Unavailable(felt.detail)
        return felt

    async def _look(self) -> ServiceState | Unavailable:
        try:
            return await self._stuck() or await self._late() or self._is("well")
        except Unavailable as away:
            return away

    async def _stuck(self) -> ServiceState | None:
        if parked := await parked_in(self._house):
            return self._is("stuck", parked[0].since)
        stores = self._house.stores
        halted = [await stores.inbox.halted(consumer) for consumer in await self._house.consumers()]
        return self._is("stuck") if any([(await stores.publishing.cursor()).halted, *halted]) else None

    async def _late(self) -> ServiceState | None:
        waiting = [entry.at for entry in await self._house.stores.ledger.pending(1)]
        for consumer, source in (await self._house.consumers()).items():
            place = await self._house.stores.inbox.place(consumer)
            try:
                waiting += await self._untaken(source, place)
            except (Unavailable, TimeoutError, AllAnew):
                return self._is("late")  # what the neighbour has to tell comes in a while
        oldest = min(waiting, default=None)
        return self._is("late", oldest) if oldest and self._clock() - oldest > LATE_AFTER else None

    async def _untaken(self, source: str, place: Place) -> list[datetime]:
        """Tell when the first event was written that a consumer at this place has not taken in."""
        async with asyncio.timeout(PATIENCE):
            page = await self._house.sources[source].read(place.position)
        if page.head.epoch != place.epoch and page.head.position:
            raise AllAnew
        return [item.at for item in page.items[:1]]

    def _is(self, state: str, since: datetime | None = None) -> ServiceState:
        return ServiceState.model_validate({"service": self._house.name, "state": state, "since": since})
