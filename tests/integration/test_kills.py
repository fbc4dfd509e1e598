"""`kill -9` in the middle of a journey: after the restart nothing is lost, and nothing is there twice."""

import os
import signal
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from running_house import AT_ONCE, HOME, SLOW, Running

pytestmark = [
    pytest.mark.mongo,
    pytest.mark.integration,
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(bool(os.environ.get("RAADSLAG_MONGO_URL")), reason="kills the embedded mongod"),
]

ONE_JOURNEY = {
    "raadslag.meeting.planned.v1": 3,
    "raadslag.meeting.held.v1": 3,
    "raadslag.case.reported.v1": 1,
    "raadslag.case.put-on-agenda.v1": 3,
    "raadslag.case.treated.v1": 3,
    "raadslag.case.sent.v1": 2,
    "raadslag.case.received.v1": 2,
    "raadslag.case.statement-made.v1": 1,
    "raadslag.case.answer-given.v1": 1,
    "raadslag.case.answer-confirmed.v1": 1,
}


@dataclass
class Loaded:
    """A folder in which the sample is loaded, and what the ledgers held when the last test left it."""

    folder: Path
    events: Counter[str]
    journeys: int = 1


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def loaded(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Loaded]:
    folder = tmp_path_factory.mktemp("house")
    house = await Running.start(folder, speed=AT_ONCE)
    await house.told(HOME)
    events = await house.events()
    assert await house.stop() == 0
    yield Loaded(folder, events)


async def test_killing_the_process_loses_and_doubles_nothing(loaded: Loaded) -> None:
    killed = await Running.start(loaded.folder, speed=SLOW)
    await killed.told("sends it to RBU-VT")
    await killed.kill()
    await one_journey_more(loaded, await Running.start(loaded.folder, speed=AT_ONCE))


async def test_killing_mongod_loses_and_doubles_nothing(loaded: Loaded) -> None:
    house = await Running.start(loaded.folder, speed=SLOW)
    await house.told("RBU-VT meets")
    os.kill(mongod_of(loaded.folder), signal.SIGKILL)
    await house.told("MongoDB has died")
    await one_journey_more(loaded, house)


async def one_journey_more(loaded: Loaded, house: Running) -> None:
    await house.told(HOME)
    events = await house.events()
    assert events - loaded.events == ONE_JOURNEY
    assert await house.journeys_that_came_home() == loaded.journeys + 1
    assert await house.stop() == 0
    loaded.events, loaded.journeys = events, loaded.journeys + 1


def mongod_of(folder: Path) -> int:
    return int((folder / "mongo" / "mongod.lock").read_text())
