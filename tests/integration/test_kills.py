"""`kill -9` in the middle of a journey: after the restart nothing is lost, and nothing is there twice."""

import os
import signal
from pathlib import Path

import pytest

from running_house import AT_ONCE, HOME, SLOW, Running

pytestmark = [
    pytest.mark.mongo,
    pytest.mark.integration,
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(bool(os.environ.get("RAADSLAG_MONGO_URL")), reason="kills the embedded mongod"),
]

ONE_JOURNEY = {
    "raadslag.meeting.planned.v2": 3,
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


async def test_killing_mongod_and_then_the_process_loses_and_doubles_nothing(tmp_path: Path) -> None:
    house = await Running.start(tmp_path, speed=AT_ONCE)
    await house.told(HOME)
    before = await house.events()
    assert await house.stop() == 0

    house = await Running.start(tmp_path, speed=SLOW)
    await house.told("LBU-HOR meets")
    os.kill(mongod_of(tmp_path), signal.SIGKILL)
    await house.told("MongoDB has died")
    await house.told("sends it to RBU-VT")
    await house.kill()

    house = await Running.start(tmp_path, speed=AT_ONCE)
    await house.told(HOME)
    assert await house.events() - before == ONE_JOURNEY
    assert await house.journeys_that_came_home() == 2
    assert await house.stop() == 0


def mongod_of(folder: Path) -> int:
    return int((folder / "mongo" / "mongod.lock").read_text())
