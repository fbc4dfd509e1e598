"""`make journey`: many cases make the whole journey while things die, and a judge says what came of it."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from councilkit.clock import utc_now
from councilkit.workdays import OSLO
from raadslag_local.proof.copies import copied
from raadslag_local.proof.faults import cuts, faults
from raadslag_local.proof.judged import Verdict
from raadslag_local.proof.town import PAGELESS, noted_town
from raadslag_local.proof.travels import Travels
from raadslag_local.proof.trouble import Happened, Trouble, programs_of
from raadslag_local.proof.waiting import TooLate, within
from raadslag_local.running.kept import Tell
from raadslag_local.running.layout import Layout
from raadslag_local.story.directorate import Directorate, let_duties_count
from raadslag_local.story.doing import ThroughApi
from raadslag_local.story.hands import Refused

REPLICAS = {**PAGELESS, "case-flow": 2}
STRUCK = ("council-registry", "case-flow", "case-flow-2", "newsletter", "notifier", "sink")
"""The processes that things happen to, beside the ground that they stand on."""

PATIENCE = timedelta(seconds=120)
HOME_WITHIN = 240.0

Editing = Callable[[asyncio.Event], Coroutine[Any, Any, None]]
"""What the directorate does while things die; the event comes when half of it has happened."""


@dataclass(frozen=True)
class Wish:
    kills: int
    cases: int
    """How many are on their way at any time."""

    seed: int
    root: Path
    """Where the sources are."""

    folder: Path
    judge: Path

    @property
    def again(self) -> str:
        """The command that plays it again."""
        return f"make journey KILLS={self.kills} CASES={self.cases} SEED={self.seed}"


@dataclass
class Account:
    """What is told of a journey that did not go well."""

    wish: Wish
    happened: list[Happened] = field(default_factory=list)
    gave_up: list[str] = field(default_factory=list)
    """Why a case, or the newsletter, was not brought further."""

    def lines(self) -> list[str]:
        happened = [f"  {one.at.astimezone(OSLO):%H:%M:%S.%f}  {one.what}" for one in self.happened]
        return [
            f"What happened, with the seed {self.wish.seed}:",
            *happened,
            *self.gave_up,
            f"The logs are in {self.wish.folder}:",
            "  logs/, mongo/mongod.log, kafka/broker.log, mail/log.jsonl, commands.jsonl",
            f"Play it again: {self.wish.again}",
        ]


async def journey(wish: Wish, account: Account, *, tell: Tell) -> Verdict:
    """Found a small town in an empty folder, let cases travel while things die, and ask the judge."""
    layout = Layout(
        wish.folder,
        replicas=REPLICAS,
        env={"sink": {"RAADSLAG_CUT_AFTER_DOT": cuts(wish.seed)}},
        pythonpath=copied(wish.root, wish.folder / "build"),
    )
    async with noted_town(layout, patience=PATIENCE, tell=tell) as town:
        tell(f"The town is founded; seed {wish.seed}, {wish.kills} kills, {wish.cases} cases at a time")
        travels = Travels(ThroughApi(town.hands), town.cast, began=utc_now())
        trouble = Trouble(programs_of(town.house), town.notes, tell=tell)
        account.happened, account.gave_up = trouble.happened, travels.gave_up
        await let_duties_count(town.hands, town.cast, _today().replace(month=1, day=1))
        editing = _editing(Directorate(town.hands, town.cast, "proof"), travels.gave_up)
        await _travel(wish, travels, _make(wish, trouble, editing))
        killed = ", ".join(f"{name} {times}" for name, times in sorted(trouble.killed.items())) or "nothing"
        tell(f"{travels.home} cases are home; killed: {killed}")
        return await town.judged(wish.judge)


async def _make(wish: Wish, trouble: Trouble, editing: Editing) -> None:
    """Let every fault happen. Meanwhile the duties begin to alarm, and half-way through a newsletter is sent."""
    chosen = list(faults(wish.seed, wish.kills, STRUCK))
    half = len(chosen) // 2
    half_way = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(editing(half_way))
        await trouble.make(chosen[:half])
        half_way.set()
        await trouble.make(chosen[half:])


def _editing(directorate: Directorate, gave_up: list[str]) -> Editing:
    async def edit(half_way: asyncio.Event) -> None:
        try:
            await directorate.adopt()
            edition = await directorate.write(_today())
            await half_way.wait()
            await directorate.send(edition)
        except Refused as refused:
            gave_up.append(str(refused))

    return edit


async def _travel(wish: Wish, travels: Travels, trouble: Coroutine[Any, Any, None]) -> None:
    """Have cases on their way until the last fault has happened, and then until the last one is home."""
    enough = asyncio.Event()
    travelling = asyncio.create_task(travels.keep_on(wish.cases, enough))
    making = asyncio.create_task(trouble)
    try:
        await asyncio.wait({travelling, making}, return_when=asyncio.FIRST_COMPLETED)
        if making.done():
            making.result()
            enough.set()
        await within(HOME_WITHIN, "every case to come home", travelling)
    except TooLate as late:
        travels.gave_up.append(str(late))  # the judge can tell which
    finally:
        for task in (travelling, making):
            task.cancel()
        await asyncio.wait({travelling, making})


def _today() -> date:
    return utc_now().astimezone(OSLO).date()
