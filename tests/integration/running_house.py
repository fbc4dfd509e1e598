"""A house as `make run` and `make up` start it: a command, watched through what it prints."""

import asyncio
import signal
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest

from councilkit.clock import utc_now
from councilkit.testing.server import free_port
from councilkit.web import SigningKeys
from raadslag_local.issuer.tokens import Tokens
from raadslag_local.place import CASE_FLOW, CLIENT, INBOX, ISSUER, NEWSLETTER, NOTIFIER, REGISTRY
from raadslag_local.running.doors import Doors
from raadslag_local.running.layout import IN_ORDER_OF_PORTS
from raadslag_local.story.hands import Hands
from raadslag_local.story.sample import journey_case
from raadslag_local.testing import read_ledger

SLOW, AT_ONCE = 20.0, 0.0
LEADER = "modig.lykt@example.no"
HOME = "the case is home and done"
PATHS = {
    "council-registry": REGISTRY,
    "case-flow": CASE_FLOW,
    "newsletter": NEWSLETTER,
    "notifier": NOTIFIER,
    "sink": INBOX,
}


@dataclass
class Running:
    process: asyncio.subprocess.Process
    http: httpx2.AsyncClient
    folder: Path
    issuer: str
    lines: list[str] = field(default_factory=list)

    @classmethod
    async def start(cls, folder: Path, *, speed: float, port: int = 0) -> "Running":
        """As `make run` does."""
        port = port or free_port()
        here = f"http://127.0.0.1:{port}"
        process = await _command("run", folder, port, speed)
        return cls(process, httpx2.AsyncClient(base_url=here), folder, f"http://localhost:{port}{ISSUER}")

    @classmethod
    async def up(cls, folder: Path, *, speed: float, port: int) -> "Running":
        """As `make up` does."""
        at = {name: f"http://127.0.0.1:{port + place}" for place, name in enumerate(IN_ORDER_OF_PORTS)}
        here = at["portal"]
        ways = Doors({here + path: at[name] for name, path in PATHS.items()})
        http = httpx2.AsyncClient(base_url=here, transport=ways)
        return cls(await _command("up", folder, port, speed), http, folder, f"http://localhost:{port + 3}")

    async def told(self, words: str) -> None:
        """Wait until it prints this."""
        assert self.process.stdout
        async with asyncio.timeout(240):
            while line := (await self.process.stdout.readline()).decode():
                self.lines.append(line)
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
        tokens = Tokens(SigningKeys.from_file(self.folder / "issuer-keys.json"), issuer=self.issuer, clock=utc_now)
        hands = Hands(self.http, identify=lambda subject: tokens.id_token(subject, client=CLIENT), clock=utc_now)
        cards = (await hands.get(LEADER, f"{CASE_FLOW}/cases"))["items"]
        travelled = [card["word"] for card in cards if card["title"] == journey_case().title]
        assert set(travelled) == {"done"}
        return len(travelled)

    async def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        await self.http.aclose()
        async with asyncio.timeout(60):
            return await self.process.wait()

    async def kill(self) -> None:
        self.process.kill()
        await self.http.aclose()
        await self.process.wait()


async def _command(house: str, folder: Path, port: int, speed: float) -> asyncio.subprocess.Process:
    options = ("--quick", "--folder", str(folder), "--port", str(port), "--speed", str(speed))
    command = (sys.executable, "-m", "raadslag_local.cli", house, *options)
    return await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
