"""A house for tests: the councils that the journey passes, on a real MongoDB, with hands to do things in it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import httpx2

from councilkit.ids import random_id
from councilkit.testing.server import free_port
from raadslag_local.claims import listening
from raadslag_local.house import FOUNDER, REGISTRY, LocalHouse, Place, build_house
from raadslag_local.secrets import Secrets
from raadslag_local.server import HOST, server_of
from raadslag_local.story.cast import Cast
from raadslag_local.story.clock import StoryClock
from raadslag_local.story.founding import Founding
from raadslag_local.story.hands import Hands
from raadslag_local.story.journey import Journey
from raadslag_local.story.progress import Progress
from raadslag_local.story.sample import Sample, sample

TODAY = date(2026, 11, 22)
ON_THE_WAY = ("SBU", "RBU-VT", "LBU-HOR")


@dataclass
class Town:
    url: str
    house: LocalHouse
    hands: Hands
    cast: Cast
    folder: Path
    clock: StoryClock

    async def journey(self) -> dict[str, Any]:
        """Let a case travel without a pause; tell it as it is in the end."""
        progress = Progress(today=TODAY, cast=self.cast)
        return await Journey(self.hands, progress, clock=self.clock, portal=self.url, tell=_nothing).travel(speed=0)

    async def get(self, actor: str, path: str) -> dict[str, Any]:
        """Read something as `LBU-HOR/leader` does."""
        return await self.hands.get(self.cast.actors[actor].subject, path)

    async def ledger(self, service: str) -> list[dict[str, Any]]:
        return await read_ledger(self.house.http, self.folder, service)


@asynccontextmanager
async def town(mongo_url: str, folder: Path, *, assets: Path | None = None) -> AsyncIterator[Town]:
    """Found a small house and run it, on a port of its own."""
    clock = StoryClock()
    port = free_port()
    place = Place(f"http://localhost:{port}", folder, mongo_url, assets, database_prefix=f"test_{random_id()}")
    house = build_house(place, clock=clock)
    hands = Hands(house.http, identify=house.identify, clock=clock)
    async with _serving(house, port):
        cast = await Founding(hands, _on_the_way(), begins=TODAY, tell=_nothing).found(FOUNDER)
        yield Town(place.url, house, hands, cast, folder, clock)


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
