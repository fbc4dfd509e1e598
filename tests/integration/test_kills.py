"""`kill -9` in the middle of a journey: after the restart nothing is lost, and nothing is there twice."""

import asyncio
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest
import pytest_asyncio

from councilkit.clock import utc_now
from councilkit.testing.server import free_port
from councilkit.web import SigningKeys
from raadslag_local.issuer.tokens import Tokens
from raadslag_local.place import CASE_FLOW, CLIENT, ISSUER, REGISTRY
from raadslag_local.story.hands import Hands
from raadslag_local.story.sample import journey_case
from raadslag_local.testing import read_ledger

pytestmark = [
    pytest.mark.mongo,
    pytest.mark.integration,
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(bool(os.environ.get("RAADSLAG_MONGO_URL")), reason="kills the embedded mongod"),
]

SLOW, AT_ONCE = 20.0, 0.0
LEADER = "modig.lykt@example.no"
HOME = "the case is home and done"

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
class Running:
    """A house in a process of its own, watched through what it prints."""

    process: asyncio.subprocess.Process
    http: httpx2.AsyncClient
    folder: Path

    @classmethod
    async def start(cls, folder: Path, *, speed: float) -> "Running":
        port = free_port()
        options = ("--folder", str(folder), "--port", str(port), "--speed", str(speed))
        command = (sys.executable, "-m", "raadslag_local.cli", "run", *options)
        process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        return cls(process, httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}"), folder)

    async def told(self, words: str) -> None:
        """Wait until it prints this."""
        assert self.process.stdout
        async with asyncio.timeout(90):
            while line := (await self.process.stdout.readline()).decode():
                if words in line:
                    return
        pytest.fail(f"The house ended without telling: {words}")

    async def events(self) -> Counter[str]:
        """Count what both ledgers hold, and make sure that neither has a gap or holds anything twice."""
        counted: Counter[str] = Counter()
        for service in (REGISTRY, CASE_FLOW):
            entries = await read_ledger(self.http, self.folder, service)
            assert [entry["position"] for entry in entries] == list(range(1, len(entries) + 1))
            assert len({entry["id"] for entry in entries}) == len(entries)
            counted.update(entry["type"] for entry in entries)
        return counted

    async def journeys_that_came_home(self) -> int:
        """Count, as a leader in Horten sees it, the cases that travelled; every one of them is done."""
        keys = SigningKeys.from_file(self.folder / "issuer-keys.json")
        tokens = Tokens(keys, issuer=f"http://localhost:{self.http.base_url.port}{ISSUER}", clock=utc_now)
        hands = Hands(self.http, identify=lambda subject: tokens.id_token(subject, client=CLIENT), clock=utc_now)
        cards = (await hands.get(LEADER, f"{CASE_FLOW}/cases"))["items"]
        travelled = [card["word"] for card in cards if card["title"] == journey_case().title]
        assert set(travelled) == {"done"}
        return len(travelled)

    async def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        await self.http.aclose()
        async with asyncio.timeout(30):
            return await self.process.wait()

    async def kill(self) -> None:
        self.process.kill()
        await self.http.aclose()
        await self.process.wait()


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


@pytest.mark.parametrize("moment", ["sends it to RBU-VT", "SBU meets"])
async def test_killing_the_process_loses_and_doubles_nothing(loaded: Loaded, moment: str) -> None:
    killed = await Running.start(loaded.folder, speed=SLOW)
    await killed.told(moment)
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
