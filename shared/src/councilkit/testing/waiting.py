"""Waiting for what happens by itself in a moment."""

import asyncio
from collections.abc import Awaitable, Callable

SECONDS = 20.0
"""How long a test waits for what takes a moment, also on a machine that does much else."""


async def until(holds: Callable[[], Awaitable[bool]], seconds: float = SECONDS) -> None:
    """Wait until a condition holds; raises TimeoutError if it does not in time."""
    async with asyncio.timeout(seconds):
        while not await holds():  # noqa: ASYNC110 - what is waited for knows nothing of the test
            await asyncio.sleep(0.005)
