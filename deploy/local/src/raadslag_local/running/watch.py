"""Somebody who looks after everything that runs in a house."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

from raadslag_local.running.kept import Kept, Program, Tell

LOOK = 0.1


class Watch:
    """Keeps running what it is given, from the moment on that it has been started."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell
        self._kept: list[Kept[Program]] = []
        self._keeping: dict[Kept[Program], asyncio.Task[None]] = {}

    def keep(self, *several: Kept[Program]) -> None:
        self._kept += several

    def kill(self) -> None:
        """End everything at once."""
        for one in self._kept:
            one.stay_down()
            one.kill()

    async def look_after(self) -> None:
        """Start again whatever dies; raises `Stopped` when something dies again and again."""
        try:
            while True:
                await asyncio.sleep(LOOK)
                self._keeping |= {
                    one: asyncio.create_task(one.look_after()) for one in self._kept if one not in self._keeping
                }
                for task in [task for task in self._keeping.values() if task.done()]:
                    task.result()
        finally:
            await _cancelled(*self._keeping.values())


@asynccontextmanager
async def watching(watch: Watch) -> AsyncIterator["Watched"]:
    """Look after everything while the block runs; raises `Stopped` in the end if something was given up meanwhile."""
    watched = Watched(asyncio.create_task(watch.look_after()))
    try:
        yield watched
    finally:
        await _cancelled(watched.task)
        if not watched.task.cancelled():
            watched.task.result()


class Watched:
    def __init__(self, task: "asyncio.Task[None]") -> None:
        self.task = task

    async def unless_lost(self, work: Awaitable[None]) -> None:
        """Wait for some work; raises `Stopped` if meanwhile something dies again and again."""
        working = asyncio.ensure_future(work)
        try:
            await asyncio.wait({working, self.task}, return_when=asyncio.FIRST_COMPLETED)
            await (self.task if self.task.done() else working)
        finally:
            await _cancelled(working)


async def _cancelled(*tasks: "asyncio.Future[None]") -> None:
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)
