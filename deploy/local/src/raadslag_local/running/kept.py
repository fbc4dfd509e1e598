"""A program that somebody looks after: started again when it dies, and killed, paused and stopped by a test."""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from councilkit.testing.server import ServerUnavailable
from raadslag_local.running.deaths import Deaths
from raadslag_local.stopped import Stopped

LOOK = 0.1

Tell = Callable[[str], None]


class Program(Protocol):
    """A mongod, a Kafka broker, or one of our apps."""

    @property
    def log(self) -> Path: ...

    @property
    def running(self) -> bool: ...

    @property
    def pid(self) -> int | None: ...

    def start(self) -> object: ...

    def stop(self) -> None: ...


P_co = TypeVar("P_co", bound=Program, covariant=True)


class Kept(Generic[P_co]):
    def __init__(self, name: str, program: P_co, *, tell: Tell) -> None:
        self.name = name
        self.program = program
        self._tell = tell
        self._stays_down = not program.running
        self._was_killed = False
        self._deaths = Deaths()
        self._turn = asyncio.Lock()

    def __repr__(self) -> str:
        return f"Kept({self.name}, pid={self.pid})"

    @property
    def running(self) -> bool:
        return self.program.running

    @property
    def pid(self) -> int | None:
        """The number of the process, while it lives."""
        return self.program.pid if self.running else None

    async def start(self) -> None:
        """Start it, if it does not run."""
        async with self._turn:
            await self._start()
            self._stays_down = False

    async def up(self) -> None:
        """Wait until it runs, and nobody is about to start or stop it."""
        while True:
            async with self._turn:
                if self.running:
                    return
            await asyncio.sleep(LOOK)

    async def stop(self) -> None:
        """End it in an orderly way; it stays down until it is started."""
        self.stay_down()
        async with self._turn:
            self.resume()
            await _to_its_end(self.program.stop)

    def kill(self) -> None:
        """`kill -9`, and wait until it is gone. It is started again by itself, unless it is to stay down."""
        self._was_killed = True
        self._signal(signal.SIGKILL)
        while self.running:
            time.sleep(0.001)

    def pause(self) -> None:
        """Let it stand still, as if the machine were too busy for it."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def stay_down(self) -> None:
        """Do not start it again when it ends."""
        self._stays_down = True

    async def look_after(self) -> None:
        """Start it again whenever it dies; raises `Stopped` when that helps nothing."""
        while True:
            await asyncio.sleep(LOOK)
            async with self._turn:
                if not self.running and not self._stays_down:
                    self._note_a_death()
                    await self._start()

    def _note_a_death(self) -> None:
        if not self._was_killed and self._deaths.too_many():
            raise Stopped(f"{self.name} dies again and again; see {self.program.log}.")
        self._was_killed = False
        self._tell(f"{self.name} has died; it is started again")

    async def _start(self) -> None:
        if self.running:
            return
        try:
            await _to_its_end(self.program.start)
        except ServerUnavailable as reason:
            raise Stopped(str(reason)) from None

    def _signal(self, number: int) -> None:
        if pid := self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)


async def _to_its_end(work: Callable[[], object]) -> None:
    """Do it in a thread. A thread cannot be called off, so whoever is called off meanwhile waits for it."""
    task = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise
