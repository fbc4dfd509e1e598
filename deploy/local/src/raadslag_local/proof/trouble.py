"""Lets the chosen faults happen to a house of processes."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from councilkit.clock import utc_now
from raadslag_local.place import SERVICES
from raadslag_local.proof.faults import KAFKA, MONGODB, Fault
from raadslag_local.proof.notes import Notes
from raadslag_local.proof.waiting import within
from raadslag_local.running.kept import Kept, Program, Tell
from raadslag_local.running.processes import Processes

UP_WITHIN = 60.0


@dataclass(frozen=True)
class Happened:
    at: datetime
    what: str


class Trouble:
    """Makes trouble until it has none left; `happened` tells what and when, `killed` how often each program died."""

    def __init__(self, programs: Mapping[str, Kept[Program]], notes: Notes, *, tell: Tell) -> None:
        self._programs = programs
        self._notes = notes
        self._tell = tell
        self._asleep: set[asyncio.Task[None]] = set()
        self.happened: list[Happened] = []
        self.killed: Counter[str] = Counter()

    async def make(self, faults: Iterable[Fault]) -> None:
        """Let one fault after the other happen; whoever stands still has gone on when it ends."""
        try:
            for fault in faults:
                await asyncio.sleep(fault.after)
                await self._happen(fault)
            if self._asleep:
                await asyncio.wait(self._asleep)
        finally:
            for sleeper in self._asleep:
                sleeper.cancel()

    async def _happen(self, fault: Fault) -> None:
        program = self._programs[fault.program]
        await within(UP_WITHIN, f"{program.name} to run again, so that something can happen to it", program.up())
        self._note(str(fault))
        if fault.asleep:
            program.pause()
            self._asleep.add(asyncio.create_task(self._wake(program, fault.asleep)))
        else:
            program.kill()
            self.killed[program.name] += 1

    async def _wake(self, program: Kept[Program], after: float) -> None:
        stood_still = program.pid
        try:
            await asyncio.sleep(after)
        finally:
            if program.pid == stood_still:  # else it was killed in its sleep
                program.resume()
                self._note(f"{program.name} goes on")

    def _note(self, sentence: str) -> None:
        self._notes.fault(sentence)
        self.happened.append(Happened(utc_now(), sentence))
        self._tell(sentence)


def programs_of(house: Processes) -> Mapping[str, Kept[Program]]:
    """Tell everything that can die, by name."""
    ground: dict[str, Kept[Program] | None] = {KAFKA: house.broker, MONGODB: house.mongod}
    services = {one.name: one for name in (*SERVICES, "sink") for one in house.services[name]}
    return {name: one for name, one in ground.items() if one} | services
