"""`make journey`: many cases make the whole journey while things die, and a judge says what came of it."""

import asyncio
import shlex
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import httpx2

from councilkit.clock import utc_now
from councilkit.workdays import OSLO
from raadslag_local.proof.faults import faults
from raadslag_local.proof.judged import Verdict, judged
from raadslag_local.proof.level import until_level
from raadslag_local.proof.notes import Notes, Noting
from raadslag_local.proof.travels import Travels
from raadslag_local.proof.trouble import Happened, Trouble
from raadslag_local.proof.waiting import within
from raadslag_local.running.doors import doors
from raadslag_local.running.kept import Tell
from raadslag_local.running.layout import Layout
from raadslag_local.running.processes import Processes, processes
from raadslag_local.story.hands import Hands
from raadslag_local.testing import found

REPLICAS: Mapping[str, int] = {"case-flow": 2, "portal": 0}
"""Nobody reads pages in a proof."""

SERVICES = ("council-registry", "case-flow", "case-flow-2")
"""The processes that things happen to, beside the ground that they stand on."""

ANSWERS_WITHIN = 5.0
"""Seconds until a try is given up and made again: less than a process stands still."""

PATIENCE = timedelta(seconds=120)
HOME_WITHIN, LEVEL_WITHIN = 240.0, 60.0


@dataclass(frozen=True)
class Wish:
    kills: int
    cases: int
    """How many are on their way at any time."""

    seed: int
    folder: Path
    judge: Path

    @property
    def again(self) -> str:
        """The command that plays it again."""
        options = f"--kills {self.kills} --cases {self.cases} --seed {self.seed}"
        return f"raadslag-local journey {options} --judge {shlex.quote(str(self.judge))}"


@dataclass
class Account:
    """What is told of a journey that did not go well."""

    wish: Wish
    happened: list[Happened] = field(default_factory=list)
    gave_up: list[str] = field(default_factory=list)
    """Why a case was not brought further."""

    def lines(self) -> list[str]:
        happened = [f"  {one.at.astimezone(OSLO):%H:%M:%S.%f}  {one.what}" for one in self.happened]
        return [
            f"What happened, with the seed {self.wish.seed}:",
            *happened,
            *self.gave_up,
            f"The logs are in {self.wish.folder}: logs/, mongo/mongod.log, kafka/broker.log, commands.jsonl",
            f"Play it again: {self.wish.again}",
        ]


async def journey(wish: Wish, account: Account, *, tell: Tell) -> Verdict:
    """Found a small town in an empty folder, let cases travel while things die, and ask the judge."""
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(processes(Layout(wish.folder, replicas=REPLICAS), tell=tell))
        notes = stack.enter_context(Notes(wish.folder / "commands.jsonl"))
        http = await stack.enter_async_context(noting(house, notes))
        hands = Hands(http, identify=house.identify, clock=utc_now, patience=PATIENCE)
        travels = Travels(hands, await found(hands), began=utc_now())
        tell(f"The town is founded; seed {wish.seed}, {wish.kills} kills, {wish.cases} cases at a time")
        trouble = Trouble(house, notes, tell=tell)
        account.happened, account.gave_up = trouble.happened, travels.gave_up
        await _travel(wish, travels, trouble)
        tell(f"{travels.home} cases are home")
        await until_level(house, seconds=LEVEL_WITHIN, tell=tell)
        await stop_services(house)
        return await judged(wish.judge, house.place, notes.path)


def noting(house: Processes, notes: Notes) -> httpx2.AsyncClient:
    """Make a client of the house whose every try of a command is noted."""
    at = house.place.addresses
    ways = doors(at, house.urls)
    return httpx2.AsyncClient(transport=Noting(ways, notes), base_url=at.portal, timeout=ANSWERS_WITHIN)


async def stop_services(house: Processes) -> None:
    """End every service in good order; the ground goes on, for the judge to read."""
    await asyncio.gather(*(one.stop() for several in house.services.values() for one in several))


async def _travel(wish: Wish, travels: Travels, trouble: Trouble) -> None:
    """Have cases on their way until the last fault has happened, and then until the last one is home."""
    enough = asyncio.Event()
    travelling = asyncio.create_task(travels.keep_on(wish.cases, enough))
    making = asyncio.create_task(trouble.make(faults(wish.seed, wish.kills, SERVICES)))
    try:
        await asyncio.wait({travelling, making}, return_when=asyncio.FIRST_COMPLETED)
        if making.done():
            making.result()
            enough.set()
        await within(HOME_WITHIN, "every case to come home", travelling)
    finally:
        for task in (travelling, making):
            task.cancel()
        await asyncio.wait({travelling, making})
