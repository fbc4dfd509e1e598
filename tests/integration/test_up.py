"""`make up` and `make run`: a case travels, and nothing that a killed part leaves behind, loses or doubles."""

import os
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest
import pytest_asyncio

from councilkit.testing.kafka import KafkaUnavailable, find_java
from councilkit.testing.server import free_port
from councilkit.testing.waiting import until
from raadslag_local.place import CASE_FLOW, NEWSLETTER, NOTIFIER, REGISTRY
from raadslag_local.running.layout import IN_ORDER_OF_PORTS
from running_house import AT_ONCE, HOME, PATHS, SLOW, Running

pytestmark = [
    pytest.mark.mongo,
    pytest.mark.kafka,
    pytest.mark.integration,
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(bool(os.environ.get("RAADSLAG_MONGO_URL")), reason="ends the embedded mongod"),
    pytest.mark.skipif(bool(os.environ.get("KAFKA_BROKERS")), reason="ends the embedded broker"),
]

APPS = {*PATHS, "issuer", "portal"}
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


@dataclass
class Up:
    """The house that one test leaves and the next one finds."""

    folder: Path
    port: int
    house: Running

    async def again(self, *, speed: float = AT_ONCE) -> None:
        self.house = await Running.up(self.folder, speed=speed, port=self.port)

    def pids(self) -> dict[str, int]:
        """Number each process that the house has, by its name."""
        found = [*self.folder.glob("processes/*/pid"), *self.folder.glob("*/pid")]
        return {pid.parent.name: int(pid.read_text()) for pid in found}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def up(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Up]:
    try:
        find_java()
    except KafkaUnavailable as reason:
        pytest.skip(str(reason))
    folder, port = tmp_path_factory.mktemp("up"), free_port(len(IN_ORDER_OF_PORTS))
    up = Up(folder, port, await Running.up(folder, speed=AT_ONCE, port=port))
    yield up
    if up.house.process.returncode is None:
        assert await up.house.stop() == 0


async def test_a_case_travels_through_the_portal_between_processes(up: Up) -> None:
    await up.house.told(HOME)
    assert await up.house.journeys_that_came_home() == 1
    assert set(up.pids()) == APPS | {"mongo", "kafka"}


@pytest.mark.parametrize("service", [REGISTRY, CASE_FLOW, NEWSLETTER, NOTIFIER])
async def test_news_comes_over_kafka(up: Up, service: str) -> None:
    figures = (await up.house.http.get(f"{service}/metrics")).text
    taken = [line for line in figures.splitlines() if line.startswith("raadslag_inbox_taken_total{")]
    assert sum(float(line.split()[-1]) for line in taken if 'by="bus"' in line) > 0


@pytest.mark.parametrize("app", sorted(APPS))
async def test_a_killed_process_is_started_again(up: Up, app: str) -> None:
    killed = up.pids()[app]
    os.kill(killed, signal.SIGKILL)
    await up.house.told(f"{app} has died; it is started again")
    await until(lambda: answers(up), 30)
    assert up.pids()[app] != killed


async def test_a_signal_ends_it_and_leaves_nothing(up: Up) -> None:
    pids = up.pids()
    assert await up.house.stop() == 0
    assert [name for name, pid in pids.items() if lives(pid)] == []


async def test_killed_in_the_middle_it_goes_on_where_it_was(up: Up) -> None:
    await up.again(speed=SLOW)
    await up.house.told("sends it to RBU-VT")
    left = up.pids()
    await up.house.kill()
    await up.again()
    await up.house.told(HOME)
    assert [name for name, pid in left.items() if lives(pid)] == []
    assert await up.house.journeys_that_came_home() == 2


async def test_make_run_goes_on_with_what_a_killed_make_up_left(up: Up) -> None:
    events = await up.house.events()
    left = up.pids()
    await up.house.kill()
    up.house = await Running.start(up.folder, speed=AT_ONCE, port=up.port)
    await up.house.told(HOME)
    assert [name for name, pid in left.items() if lives(pid)] == []
    assert await up.house.journeys_that_came_home() == 3
    assert not events - await up.house.events()


async def test_killing_mongod_and_then_the_process_loses_and_doubles_nothing(up: Up) -> None:
    before = await up.house.events()
    assert await up.house.stop() == 0

    up.house = await Running.start(up.folder, speed=SLOW, port=up.port)
    await up.house.told("LBU-HOR meets")
    os.kill(mongod_of(up.folder), signal.SIGKILL)
    await up.house.told("MongoDB has died")
    await up.house.told("sends it to RBU-VT")
    await up.house.kill()

    up.house = await Running.start(up.folder, speed=AT_ONCE, port=up.port)
    await up.house.told(HOME)
    assert await up.house.events() - before == ONE_JOURNEY
    assert await up.house.journeys_that_came_home() == 4
    assert await up.house.stop() == 0


async def test_make_up_goes_on_with_what_make_run_left(up: Up) -> None:
    await up.again()
    await up.house.told(HOME)
    assert await up.house.journeys_that_came_home() == 5


async def test_asked_twice_it_ends_at_once(up: Up) -> None:
    up.house.process.send_signal(signal.SIGINT)
    await up.house.told("Stopping")
    assert await up.house.stop() == 0
    assert [name for name, pid in up.pids().items() if lives(pid)] == []


@pytest.mark.parametrize("moment", ["Starting MongoDB", "Starting the services"])
async def test_it_can_be_stopped_while_it_starts(up: Up, moment: str) -> None:
    await up.again()
    await up.house.told(moment)
    assert await up.house.stop() == 0
    assert [name for name, pid in up.pids().items() if lives(pid)] == []


async def answers(up: Up) -> bool:
    try:
        return all([(await up.house.http.get(f"{path}/isready")).is_success for path in ("", *PATHS.values())])
    except httpx2.TransportError:
        return False


def mongod_of(folder: Path) -> int:
    return int((folder / "mongo" / "mongod.lock").read_text())


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
