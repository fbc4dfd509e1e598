"""Every wait has a limit, and says what it waits for."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from raadslag_local.stopped import Stopped

T = TypeVar("T")


class TooLate(Stopped):
    """Something did not come in time."""


async def within(seconds: float, what: str, awaited: Awaitable[T]) -> T:
    """Wait for something to come; raises `TooLate` with what was waited for."""
    try:
        async with asyncio.timeout(seconds) as limit:
            return await awaited
    except TimeoutError:
        if not limit.expired():
            raise
        raise TooLate(f"Waited {seconds:.0f} s for {what}, in vain.") from None
