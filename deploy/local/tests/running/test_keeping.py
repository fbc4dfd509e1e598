"""What is looked after runs again when it dies, as long as that helps, and as long as nobody wants it down."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from councilkit.testing.waiting import until
from raadslag_local.running.deaths import MANY
from raadslag_local.running.kept import Kept
from raadslag_local.running.process import Process, end_left_behind
from raadslag_local.running.watch import Watch, watching
from raadslag_local.stopped import Stopped

SLEEPS = "import time; time.sleep(60)"
TELLS = "import os; print('point', os.environ.get('RAADSLAG_CRASH_AT'), flush=True); " + SLEEPS


def process(folder: Path, program: str = SLEEPS, *, name: str = "sleeper") -> Process:
    return Process(name, [sys.executable, "-c", program], dict(os.environ), house=folder, port=1)


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
async def sleeper(tmp_path: Path, told: list[str]) -> AsyncIterator[Kept[Process]]:
    kept = Kept("sleeper", process(tmp_path), tell=told.append)
    watch = Watch(told.append)
    watch.keep(kept)
    async with watching(watch):
        await kept.start()
        yield kept
        await kept.stop()


async def another(kept: Kept[Process], than: int | None) -> None:
    async def is_there() -> bool:
        return kept.running and kept.pid != than

    await until(is_there)


async def test_what_dies_is_started_again_and_told(sleeper: Kept[Process], told: list[str]) -> None:
    first = sleeper.pid
    sleeper.kill()
    await another(sleeper, first)
    assert told == ["sleeper has died; it is started again"]


async def test_what_was_stopped_stays_down_until_it_is_started(sleeper: Kept[Process]) -> None:
    await sleeper.stop()
    await asyncio.sleep(0.3)
    assert not sleeper.running
    await sleeper.start()
    assert sleeper.running


async def test_what_is_to_stay_down_stays_down(sleeper: Kept[Process], told: list[str]) -> None:
    sleeper.stay_down()
    sleeper.kill()
    await asyncio.sleep(0.3)
    assert (sleeper.running, told) == (False, [])


async def test_what_was_paused_can_still_be_stopped(sleeper: Kept[Process]) -> None:
    sleeper.pause()
    await sleeper.stop()
    assert not sleeper.running


async def test_what_a_test_kills_is_started_however_often(sleeper: Kept[Process], told: list[str]) -> None:
    for _ in range(MANY + 2):
        first = sleeper.pid
        sleeper.kill()
        await another(sleeper, first)
    assert len(told) == MANY + 2


async def test_what_dies_by_itself_again_and_again_is_given_up(tmp_path: Path, told: list[str]) -> None:
    kept = Kept("case-flow", process(tmp_path, "raise SystemExit(1)"), tell=told.append)
    await kept.start()
    with pytest.raises(Stopped, match=r"^case-flow dies again and again; see .*sleeper\.log\.$"):
        await kept.look_after()
    assert len(told) == MANY


async def test_whoever_was_busy_hears_in_the_end_that_something_was_given_up(tmp_path: Path, told: list[str]) -> None:
    kept = Kept("case-flow", process(tmp_path, "raise SystemExit(1)"), tell=told.append)
    watch = Watch(told.append)
    watch.keep(kept)

    async def busy() -> None:
        async with watching(watch) as watched:
            await kept.start()
            await asyncio.wait({watched.task})

    with pytest.raises(Stopped, match=r"^case-flow dies again and again"):
        await busy()


async def test_a_crash_point_is_armed_for_one_start(tmp_path: Path, told: list[str]) -> None:
    teller = process(tmp_path, TELLS)
    teller.once(RAADSLAG_CRASH_AT="inbox.after-effect")
    kept = Kept("teller", teller, tell=told.append)

    async def has_told(times: int) -> bool:
        return teller.log.read_text().count("point") == times

    for times in (1, 2):
        await kept.start()
        await until(lambda times=times: has_told(times))  # type: ignore[misc]  # of this round
        await kept.stop()
    assert teller.log.read_text().split() == ["point", "inbox.after-effect", "point", "None"]


def test_what_a_killed_supervisor_left_is_ended(tmp_path: Path) -> None:
    left = process(tmp_path)
    left.start()
    end_left_behind(tmp_path)
    assert not left.running


def test_a_number_that_somebody_else_has_by_now_is_left_alone(tmp_path: Path) -> None:
    theirs = process(tmp_path / "theirs")
    theirs.start()
    claim = tmp_path / "processes" / "case-flow" / "pid"
    claim.parent.mkdir(parents=True)
    claim.write_text(str(theirs.pid))
    end_left_behind(tmp_path)
    assert theirs.running
    theirs.kill()


def test_a_process_that_starts_where_another_was_left_ends_it(tmp_path: Path) -> None:
    left, now = process(tmp_path), process(tmp_path)
    left.start()
    now.start()
    assert (left.running, now.running) == (False, True)
    now.kill()


async def test_everything_can_be_ended_at_once(sleeper: Kept[Process], told: list[str]) -> None:
    watch = Watch(told.append)
    watch.keep(sleeper)
    watch.kill()
    await asyncio.sleep(0.3)
    assert not sleeper.running


def test_a_process_has_a_session_of_its_own(tmp_path: Path) -> None:
    one = process(tmp_path)
    one.start()
    assert one.pid
    assert os.getsid(one.pid) == one.pid
    one.stop()
