"""The house in which canaries live, and all that it leaves where one can look."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
from pymongo import AsyncMongoClient

from councilkit.kafka import Connection
from councilkit.operator.asking import Services
from councilkit.operator.shapes import Rebuild
from councilkit.testing.waiting import until
from raadslag_local.canaries.capture import Overhearing, collector, exporting_to
from raadslag_local.canaries.search import (
    Findings,
    search_archives,
    search_databases,
    search_files,
    search_mails,
    search_topics,
)
from raadslag_local.place import PATIENCE, SERVICES
from raadslag_local.proof.copies import copied
from raadslag_local.proof.level import until_level
from raadslag_local.running.doors import doors
from raadslag_local.running.kept import Tell
from raadslag_local.running.layout import Layout
from raadslag_local.running.processes import Processes, processes
from raadslag_local.running.service import PROGRAMS
from raadslag_local.settings import AllSettings

LEVEL_WITHIN, REBUILT_WITHIN = 120.0, 120.0
STORE = ("contacts", "nominees", "codes", "seat_facts")
"""The collections in which a backup of the contacts keeps people."""

Dump = Mapping[str, Sequence[dict[str, Any]]]


@dataclass
class Aviary:
    house: Processes
    kept: Path
    """Where that is put which would leave the house."""

    http: httpx2.AsyncClient
    tell: Tell
    _mails_before: set[Path] = field(default_factory=set)

    @property
    def contact_store(self) -> set[str]:
        """The collections that people may be in, as the search names them."""
        return {f"{self._database}.{name}" for name in STORE}

    @property
    def written(self) -> set[str]:
        """Where what people type stands, and may name somebody until it is erased."""
        cases = f"{self.house.place.database_prefix}_case-flow"
        return {f"{cases}.ledger.texts", f"{cases}.drafts"}

    def keep_archive(self, name: str, packed: bytes) -> None:
        """Keep what a council hands over to the archive."""
        folder = self.kept / "archives"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.zip").write_bytes(packed)

    async def level(self) -> None:
        await until_level(self.house, seconds=LEVEL_WITHIN, tell=self.tell)

    async def search(self) -> Findings:
        """Look through everything but the mails that went to whom they were for."""
        findings, folder = Findings(), self.house.place.folder
        await self._keep_streams_and_figures()
        await search_databases(self.house.place.mongo_url, findings)
        await search_topics(Connection(self.house.place.brokers, self.house.place.topic_prefix), findings)
        logs = [*folder.glob("logs/*"), *folder.glob("mongo/*.log"), *folder.glob("kafka/*.log")]
        search_files("log", logs, findings)
        search_files("export", (self.kept / "otlp").iterdir(), findings)
        search_files("answer", [self.kept / "refusals"], findings)
        search_files("stream", (self.kept / "streams").iterdir(), findings)
        search_files("figures", (self.kept / "figures").iterdir(), findings)
        search_archives((self.kept / "archives").iterdir(), findings)
        return findings

    def mails_go_on(self) -> None:
        """Note which mails have left: those that follow are looked at."""
        self._mails_before = set(self._mails())

    def search_new_mails(self, findings: Findings) -> None:
        search_mails([mail for mail in self._mails() if mail not in self._mails_before], findings)

    async def rebuild(self) -> None:
        """Have every service build all its views anew, and wait until it reads the new ones."""
        async with httpx2.AsyncClient() as http:
            operator = Services.of(AllSettings(self.house.place).operator, http)
            before = {name: (await operator.state(name)).generations for name in SERVICES}
            for name, generations in before.items():
                for one in generations:
                    await operator.order(name, "rebuild", Rebuild(source=one.source))

            async def is_done() -> bool:
                now = {name: {one.source: one for one in (await operator.state(name)).generations} for name in SERVICES}
                return all(
                    now[name][one.source].current > one.current and now[name][one.source].following is None
                    for name, generations in before.items()
                    for one in generations
                )

            await until(is_done, REBUILT_WITHIN)

    async def dump(self) -> Dump:
        """Take a backup of the contacts."""
        async with self._client() as client:
            store = client[self._database]
            return {name: [one async for one in store[name].find({})] for name in STORE}

    async def restart(self, dump: Dump | None = None) -> None:
        """Start everything again; with a dump, put that back meanwhile."""
        everyone = [one for several in self.house.services.values() for one in several]
        await asyncio.gather(*(one.stop() for one in everyone))
        if dump:
            await self._put_back(dump)
        await asyncio.gather(*(one.start() for one in everyone))
        await self.house.ready()

    async def _put_back(self, dump: Dump) -> None:
        async with self._client() as client:
            for name, documents in dump.items():
                collection = client[self._database][name]
                await collection.delete_many({})
                if documents:
                    await collection.insert_many(documents)

    def _client(self) -> AsyncMongoClient[dict[str, Any]]:
        return AsyncMongoClient(self.house.place.mongo_url)

    @property
    def _database(self) -> str:
        return f"{self.house.place.database_prefix}_council-registry"

    def _mails(self) -> list[Path]:
        return sorted(self.house.place.mail_folder.glob("*.eml"))

    async def _keep_streams_and_figures(self) -> None:
        for folder in ("streams", "figures"):
            (self.kept / folder).mkdir(exist_ok=True)
        async with httpx2.AsyncClient(timeout=PATIENCE) as http:
            token = await Services.of(AllSettings(self.house.place).operator, http).token()
            for name in SERVICES:
                await self._keep_stream(http, name, {"Authorization": f"Bearer {token}"})
            for several in self.house.services.values():
                for one in several:
                    figures = await http.get(f"{one.url}/metrics")
                    (self.kept / "figures" / one.name).write_bytes(figures.content)

    async def _keep_stream(self, http: httpx2.AsyncClient, name: str, headers: Mapping[str, str]) -> None:
        """Keep a service's ledger, as its neighbours read it."""
        after = 0
        with (self.kept / "streams" / name).open("wb") as file:
            while True:
                url = f"{self.house.urls[name]}/ledger"
                page = await http.get(url, params={"after": str(after)}, headers=dict(headers))
                file.write(page.raise_for_status().content + b"\n")
                if not (entries := page.json()):
                    return
                after += len(entries)


@asynccontextmanager
async def aviary(folder: Path, *, root: Path, tell: Tell) -> AsyncIterator[Aviary]:
    """Run a house of the sources in `root`, on a ground of its own; everything that it tells anybody is kept."""
    kept = folder / "kept"
    with collector(kept / "otlp") as address:
        layout = Layout(
            folder / "house",
            env=dict.fromkeys(PROGRAMS, exporting_to(address)),
            pythonpath=copied(root, folder / "build"),
        )
        async with processes(layout, tell=tell) as house:
            at = house.place.addresses
            onward = Overhearing(doors(at, house.urls), kept / "refusals")
            async with httpx2.AsyncClient(transport=onward, base_url=at.portal, timeout=PATIENCE) as http:
                yield Aviary(house, kept, http, tell)
