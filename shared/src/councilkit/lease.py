"""One replica at a time: a lease on the database's clock, never on a replica's."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from councilkit.clock import utc_now
from councilkit.refusals import Unavailable

SECONDS = 6.0
"""How long a lease lasts without being renewed."""

log = structlog.get_logger(__name__)


class LeaseLost(Exception):
    """Another holds the lease now; whoever held it stops at once."""


class Lease(Protocol):
    """A named right that one holder has at a time. Its methods raise `councilkit.refusals.Unavailable`."""

    async def acquire(self, holder: str) -> bool:
        """Take the lease if it is free or run out, or renew it; tell whether `holder` has it now."""
        ...

    async def release(self, holder: str) -> None:
        """Give the lease up, if `holder` has it."""

    async def holder(self) -> tuple[str, datetime] | None:
        """Tell who has the lease, and until when unless it is renewed; None if nobody has."""
        ...


@dataclass(slots=True)
class MemoryLease:
    """A lease in memory; `clock` tells seconds, and stands for the database's."""

    seconds: float = SECONDS
    clock: Callable[[], float] = time.monotonic
    held_by: str | None = None
    until: float = 0.0

    async def acquire(self, holder: str) -> bool:
        """Take or renew the lease."""
        if self.held_by not in (None, holder) and self.clock() < self.until:
            return False
        self.held_by, self.until = holder, self.clock() + self.seconds
        return True

    async def release(self, holder: str) -> None:
        """Give the lease up, if `holder` has it."""
        if self.held_by == holder:
            self.held_by = None

    async def holder(self) -> tuple[str, datetime] | None:
        """Tell who has the lease, and until when by the time of day."""
        left = self.until - self.clock()
        return (self.held_by, utc_now() + timedelta(seconds=left)) if self.held_by and left > 0 else None


async def while_held(
    lease: Lease, holder: str, work: Callable[[], Awaitable[None]], *, seconds: float = SECONDS, pause: float = 0.5
) -> None:
    """Run `work` whenever `holder` has the lease, for ever; end it when the lease is lost, and try again.

    `work` ends by raising: whatever it raises is logged and it is started again, so a fault heals by itself or stays
    visible. The lease is renewed three times in its life.
    """
    try:
        while True:
            if await _acquired(lease, holder):
                await _run(lease, holder, work, seconds / 3)
            await asyncio.sleep(pause)
    finally:
        with contextlib.suppress(Unavailable):
            await lease.release(holder)


async def _run(lease: Lease, holder: str, work: Callable[[], Awaitable[None]], every: float) -> None:
    # In a task of its own: a group whose task fails in the moment in which it is cancelled tells the failure alone, and
    # whoever cancelled us would wait for ever.
    both = asyncio.create_task(_work_and_renew(lease, holder, work, every))
    try:
        await asyncio.shield(both)
    finally:
        both.cancel()
        await asyncio.wait({both})


async def _work_and_renew(lease: Lease, holder: str, work: Callable[[], Awaitable[None]], every: float) -> None:
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(_renew(lease, holder, every))
            group.create_task(_forever(work))
    except* (LeaseLost, Unavailable) as stopped:
        log.warning("lease_given_up", reasons=list(_told(stopped)))
    except* Exception:
        log.exception("leased_work_failed")


def _told(error: BaseException) -> Iterator[str]:
    """Tell each error in a group of groups: its words are ours, and hold nothing of anybody's."""
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _told(one)
    else:
        yield f"{type(error).__name__}: {error}"


async def _forever(work: Callable[[], Awaitable[None]]) -> None:
    await work()
    message = "leased work ended by itself"
    raise RuntimeError(message)


async def _renew(lease: Lease, holder: str, every: float) -> None:
    while True:
        await asyncio.sleep(every)
        if not await lease.acquire(holder):
            message = f"{holder} was too slow to renew"
            raise LeaseLost(message)


async def _acquired(lease: Lease, holder: str) -> bool:
    try:
        return await lease.acquire(holder)
    except Unavailable:
        return False
    except Exception:
        log.exception("lease_failed")
        return False
