"""`make sabotage`: builds with a known mistake, each of which the judge must notice, and without which it must not."""

import asyncio
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from raadslag_local.proof.copies import copied
from raadslag_local.proof.driving import Limits, drive
from raadslag_local.proof.judged import Verdict
from raadslag_local.proof.scenarios import Scenario, read_scenarios, sabotaged
from raadslag_local.proof.town import PAGELESS, noted_town
from raadslag_local.proof.waiting import within
from raadslag_local.running.ground import Ground, ground
from raadslag_local.running.kept import Tell
from raadslag_local.running.layout import MAILLESS, Layout
from raadslag_local.running.watch import Watch, watching
from raadslag_local.stopped import Stopped

AT_ONCE = 3
RUN_WITHIN = 240.0
WHOLE, PATCHED = Limits(patience=90, home=120, level=90), Limits(patience=25, home=30, level=5)
"""A patched build may well never be level, nor bring every case home: it is not waited for."""


@dataclass(frozen=True)
class Court:
    """Where the sources are, the patches, the judge, and what may be written to."""

    root: Path
    patches: Path
    judge: Path
    folder: Path


@dataclass(frozen=True)
class Run:
    scenario: Scenario
    patched: bool

    @property
    def name(self) -> str:
        return f"{self.scenario.name}, {'patched' if self.patched else 'whole'}"

    @property
    def limits(self) -> Limits:
        return PATCHED if self.patched else WHOLE

    def complaint(self, verdict: Verdict) -> str | None:
        """Tell what is wrong with a verdict; None if it is as it must be."""
        if not self.patched:
            return "it is judged faulty" if verdict.code else None
        if verdict.code != 1:
            return "it is not caught"
        return None if self.caught_by(verdict) else "it is caught, but not in the words in which it must be"

    def caught_by(self, verdict: Verdict) -> str | None:
        return next((line for line in verdict.lines if re.search(self.scenario.must_say, line)), None)


async def prove_sabotage(court: Court, only: str, *, tell: Tell) -> bool:
    """Drive every build, patched and whole, on one mongod and one broker; tell whether all is judged as it must be."""
    scenarios = [one for one in read_scenarios(court.patches) if only in one.name]
    if not scenarios:
        raise Stopped(f"No patch in {court.patches} has {only!r} in its name.")
    runs = [Run(one, patched) for one in scenarios for patched in (True, False)]
    turn = asyncio.Semaphore(AT_ONCE)
    watch = Watch(tell)

    async def in_turn(run: Run, layout: Layout) -> bool:
        async with turn:
            return await _as_it_must(run, layout, court, tell)

    async with watching(watch), ground(Layout(court.folder / "ground"), watch) as below:
        layouts = [_layout(run, number, court, below) for number, run in enumerate(runs)]
        return all(await asyncio.gather(*map(in_turn, runs, layouts)))


async def _as_it_must(run: Run, layout: Layout, court: Court, tell: Tell) -> bool:
    try:
        verdict = await within(RUN_WITHIN, f"{run.name} to be judged", _judged(run, layout, court))
    except Stopped as why:
        tell(f"{run.name}: {why} Its logs are in {layout.folder}")
        return False
    if complaint := run.complaint(verdict):
        tell("\n  ".join([f"{run.name}: {complaint}; its logs are in {layout.folder}", *verdict.lines]))
        return False
    tell(f"{run.name}: {run.caught_by(verdict) if run.patched else verdict.lines[-1]}")
    return True


async def _judged(run: Run, layout: Layout, court: Court) -> Verdict:
    layout.folder.mkdir(parents=True)
    with (layout.folder / "told").open("w", encoding="utf-8") as told:
        patience = timedelta(seconds=run.limits.patience)
        async with noted_town(layout, patience=patience, tell=lambda sentence: print(sentence, file=told)) as town:
            return await drive(run.scenario, town, court.judge, run.limits)


def _layout(run: Run, number: int, court: Court, below: Ground) -> Layout:
    folder = court.folder / run.name.replace(", ", "-")
    build, patch = folder / "build", court.patches / run.scenario.patch
    return Layout(
        folder / "house",
        replicas={**PAGELESS, **MAILLESS, **run.scenario.replicas},
        pythonpath=sabotaged(court.root, patch, build) if run.patched else copied(court.root, build),
        mongod=below.mongo_url,
        broker=below.brokers,
        database_prefix=f"run{number}",
        topic_prefix=f"run{number}",
    )
