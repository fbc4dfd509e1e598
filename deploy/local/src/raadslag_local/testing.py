"""Houses for tests: the councils that the journey passes, on a real MongoDB, with hands to do things in them.

`town` runs in the test's own process. `processes_town` runs each app in one of its own, on a real Kafka:

    layout = Layout(tmp_path, replicas={"case-flow": 2}, mongod=mongo_url, broker=kafka_brokers, database_prefix=...)
    async with processes_town(layout) as town:
        town.house.services["case-flow"][0].kill()  # or pause, resume, stop, start, stay_down, crash_at
        town.house.broker.kill()                    # only where the layout gave no address
        await town.journey()
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import httpx2

from councilkit.clock import Clock, utc_now
from councilkit.ids import random_id
from councilkit.testing.server import free_port
from councilkit.workdays import oslo_day
from raadslag_local.claims import listening
from raadslag_local.house import LocalHouse, build_house
from raadslag_local.place import CASE_FLOW, FOUNDER, HOST, REGISTRY, Addresses, Place
from raadslag_local.running.kept import Tell
from raadslag_local.running.layout import Layout
from raadslag_local.running.processes import Processes, processes
from raadslag_local.secrets import Secrets
from raadslag_local.server import server_of
from raadslag_local.story.cast import Cast
from raadslag_local.story.clock import StoryClock
from raadslag_local.story.founding import Founding
from raadslag_local.story.hands import Hands
from raadslag_local.story.journey import Journey
from raadslag_local.story.progress import Progress
from raadslag_local.story.sample import Sample, sample

ON_THE_WAY = ("SBU", "RBU-VT", "LBU-HOR")


class House(Protocol):
    """What a house in one process and one of several have in common."""

    @property
    def browser(self) -> Callable[[], httpx2.AsyncClient]: ...

    @property
    def http(self) -> httpx2.AsyncClient: ...

    def identify(self, subject: str) -> str: ...


@dataclass(frozen=True)
class Town:
    url: str
    house: House
    hands: Hands
    cast: Cast
    folder: Path
    clock: Clock

    async def journey(self) -> dict[str, Any]:
        """Let a case travel without a pause; tell it as it is in the end."""
        progress = Progress(today=oslo_day(self.clock()), cast=self.cast)
        journey = Journey(self.house.browser, progress, clock=self.clock, portal=self.url, tell=_nothing)
        return await self.get("LBU-HOR/member", f"{CASE_FLOW}/cases/{await journey.travel(speed=0)}")

    async def get(self, actor: str, path: str) -> dict[str, Any]:
        """Read something as `LBU-HOR/leader` does."""
        return await self.hands.get(self.cast.actors[actor].subject, path)

    async def ledger(self, service: str) -> list[dict[str, Any]]:
        return await read_ledger(self.house.http, self.folder, service)


@dataclass(frozen=True)
class ProcessesTown(Town):
    house: Processes


@asynccontextmanager
async def town(mongo_url: str, folder: Path, *, assets: Path | None = None) -> AsyncIterator[Town]:
    """Found a small house and run it, on a port of its own."""
    async with empty_town(mongo_url, folder, assets=assets) as empty:
        yield replace(empty, cast=await found(empty.hands))


@asynccontextmanager
async def empty_town(
    mongo_url: str, folder: Path, *, assets: Path | None = None, clock: StoryClock | None = None
) -> AsyncIterator[Town]:
    """Run a house in which nobody is known yet, by a clock that may be set back."""
    clock = clock or StoryClock()
    port = free_port()
    url = f"http://localhost:{port}"
    place = Place(Addresses.under(url), folder, mongo_url, assets, database_prefix=f"test_{random_id()}")
    house = build_house(place, clock=clock)
    hands = Hands(house.http, identify=house.identify, clock=clock)
    async with _serving(house, port):
        yield Town(url, house, hands, Cast(), folder, clock)


@asynccontextmanager
async def processes_town(layout: Layout, *, tell: Tell = print) -> AsyncIterator[ProcessesTown]:
    """Found a small house of processes; it tells what it starts again."""
    async with processes(layout, tell=tell) as house:
        cast = await found(house.hands)
        yield ProcessesTown(house.place.addresses.portal, house, house.hands, cast, layout.folder, utc_now)


async def found(hands: Hands) -> Cast:
    """Found the small town; tell who is who in it. Everybody has sat there since the year before, and stays."""
    today = oslo_day(utc_now())
    begins = date(today.year - 1, 1, 1)
    return await Founding(hands, _on_the_way(), begins=begins, today=today, tell=_nothing).found(FOUNDER)


@asynccontextmanager
async def _serving(house: LocalHouse, port: int) -> AsyncIterator[None]:
    with listening(HOST, port) as listener:
        server = server_of(house)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        await server.up.wait()
        try:
            yield
        finally:
            server.should_exit = True
            await serving


async def read_ledger(http: httpx2.AsyncClient, folder: Path, service: str) -> list[dict[str, Any]]:
    """Read a service's whole ledger, as its neighbour does."""
    form = {
        "grant_type": "client_credentials",
        "client_id": "case-flow",
        "client_secret": Secrets.from_file(folder / "secrets.json").case_flow,
        "scope": "ledger:read",
    }
    token = (await http.post(f"{REGISTRY}/token", data=form)).raise_for_status().json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    entries: list[dict[str, Any]] = []
    while page := (await http.get(f"{service}/ledger", params={"after": len(entries)}, headers=headers)).json():
        entries += page
    return entries


def _on_the_way() -> Sample:
    whole = sample()
    councils = [plan for plan in whole.councils if plan.short in ON_THE_WAY]
    managers = {number: whole.answering_managers[number] for plan in councils for number in plan.units}
    return whole.model_copy(update={"councils": councils, "answering_managers": managers, "cases": []})


def _nothing(_: str) -> None:
    return
