"""What was chosen happens, and is noted."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from councilkit.testing.waiting import until
from raadslag_local.proof.driving import stands_still
from raadslag_local.proof.faults import Fault
from raadslag_local.proof.notes import Notes
from raadslag_local.proof.trouble import Trouble
from raadslag_local.running.kept import Kept
from raadslag_local.running.process import Process

NAME = "case-flow"
KILLED, ASLEEP = Fault(0, NAME), Fault(0, NAME, asleep=0.2)


@pytest.fixture
async def sleeper(tmp_path: Path) -> AsyncIterator[Kept[Process]]:
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    kept = Kept(NAME, Process(NAME, command, dict(os.environ), house=tmp_path, port=1), tell=print)
    await kept.start()
    yield kept
    await kept.stop()


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[Notes]:
    with Notes(tmp_path / "commands.jsonl") as notes:
        yield notes


@pytest.fixture
def trouble(sleeper: Kept[Process], notes: Notes) -> Trouble:
    return Trouble({NAME: sleeper}, notes, tell=print)


def what_happened(trouble: Trouble) -> list[str]:
    return [one.what for one in trouble.happened]


async def test_what_is_to_be_killed_is_killed_and_counted(
    trouble: Trouble, sleeper: Kept[Process], notes: Notes
) -> None:
    await trouble.make([KILLED])
    assert not sleeper.running
    assert trouble.killed == {NAME: 1}
    assert '"fault": "case-flow is killed"' in notes.path.read_text()


async def test_what_stands_still_has_gone_on_in_the_end(trouble: Trouble, sleeper: Kept[Process]) -> None:
    await trouble.make([ASLEEP])
    assert what_happened(trouble) == ["case-flow stands still for 0.2 s", "case-flow goes on"]
    assert sleeper.running
    assert not stands_still(sleeper.pid)


async def test_a_process_that_stands_still_is_told_from_one_that_runs_and_from_none(sleeper: Kept[Process]) -> None:
    assert not stands_still(sleeper.pid)
    sleeper.pause()
    await until(lambda: asyncio.to_thread(stands_still, sleeper.pid))
    sleeper.resume()
    assert not stands_still(None)


async def test_what_was_killed_asleep_does_not_go_on(trouble: Trouble, sleeper: Kept[Process]) -> None:
    await trouble.make([ASLEEP, KILLED])
    assert what_happened(trouble) == ["case-flow stands still for 0.2 s", "case-flow is killed"]
    assert not sleeper.running
