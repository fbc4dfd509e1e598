"""A small town over Kafka, each service a process of its own: what is done in it is noted, and judged in the end."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx2
import pytest

import raadslag_local.place
from councilkit.clock import utc_now
from councilkit.events.topics import topic_of
from councilkit.kafka import Connection
from councilkit.operator.asking import Services
from councilkit.testing.topic_hands import TopicHands
from councilkit.testing.waiting import until
from judge.world import CASE_FLOW, REGISTRY
from judgement import Judgement
from raadslag_local.proof.notes import Notes, Noting
from raadslag_local.running.doors import Doors
from raadslag_local.running.layout import Layout
from raadslag_local.running.processes import Processes
from raadslag_local.running.service import Service
from raadslag_local.settings import AllSettings
from raadslag_local.story.hands import Hands
from raadslag_local.testing import ProcessesTown, processes_town
from trips import Trip, meet

SECONDS, PATIENCE, PAUSE = 90.0, 15.0, 0.1
PATHS = {REGISTRY: raadslag_local.place.REGISTRY, CASE_FLOW: raadslag_local.place.CASE_FLOW}

_FROM_KAFKA = re.compile(r'^raadslag_inbox_taken_total\{[^}]*by="bus"[^}]*\} (\S+)$', re.MULTILINE)

Taken = Mapping[tuple[str, int | None], float]
"""How much the processes have taken in, by service and process."""


@dataclass
class KafkaTown:
    town: ProcessesTown
    hands: Hands
    operator: Services
    topics: TopicHands
    judgement: Judgement

    @property
    def house(self) -> Processes:
        return self.town.house

    def topic(self, service: str) -> str:
        return topic_of(service, self.house.place.topic_prefix)

    def trip(self) -> Trip:
        return Trip.by(self.hands, self.town.cast)

    async def report(self) -> Trip:
        """Raise a case."""
        return await self.trip().go(1)

    async def meet(self) -> None:
        await meet(self.hands, self.town.cast)

    async def word_of(self, trip: Trip) -> str:
        """Tell in one word how a case is, as its council reads it."""
        return str((await self.town.get("LBU-HOR/member", f"{PATHS[CASE_FLOW]}/cases/{trip.case}"))["word"])

    async def of_horten(self) -> Mapping[str, int]:
        """Tell how many cases Horten has raised, and got back, as council-registry has heard."""
        page = f"{PATHS[REGISTRY]}/councils/{self.town.cast.councils['LBU-HOR']}"
        cases: Mapping[str, int] = (await self.town.get("LBU-HOR/leader", page))["cases"]
        return cases

    async def until_horten_has(self, **cases: int) -> None:
        async def has() -> bool:
            return cases.items() <= (await self.of_horten()).items()

        await until(has, SECONDS)

    @asynccontextmanager
    async def without(self, *services: str) -> AsyncIterator[None]:
        """Have these services down while the block runs."""
        replicas = [one for service in services for one in self.house.services[service]]
        await asyncio.gather(*(one.stop() for one in replicas))
        try:
            yield
        finally:
            await self.start(*replicas)

    async def start(self, *replicas: Service) -> None:
        await asyncio.gather(*(one.start() for one in replicas))
        await self.house.ready()

    @asynccontextmanager
    async def at(self, replica: Service) -> AsyncIterator["KafkaTown"]:
        """Do everything at one replica of case-flow, past what shares out to all."""
        async with noting(self.house, self.judgement.notes, case_flow=replica.url) as http:
            hands = Hands(http, identify=self.house.identify, clock=utc_now)
            yield KafkaTown(self.town, hands, self.operator, self.topics, self.judgement)

    async def hears_from_kafka(self) -> None:
        """Let something happen at each service, until both have heard of it through Kafka."""
        before = await self._from_kafka()

        async def everybody_hears() -> bool:
            await asyncio.gather(self.report(), self.meet(), asyncio.sleep(PAUSE))
            return not await self._deaf(before)

        try:
            await until(everybody_hears, SECONDS)
        except TimeoutError:
            deaf = " and ".join(sorted(await self._deaf(before)))
            pytest.fail("\n".join([f"{deaf} heard nothing from Kafka", *await self.judgement.faults()]))

    async def _deaf(self, before: Taken) -> set[str]:
        now = await self._from_kafka()
        return {*PATHS} - {service for (service, pid), taken in now.items() if taken > before.get((service, pid), 0)}

    async def _from_kafka(self) -> Taken:
        running = [(service, one) for service in PATHS for one in self.house.services[service] if one.running]
        figures = [(await self.house.http.get(f"{one.url}/metrics")).text for _, one in running]
        counted = [sum(map(float, _FROM_KAFKA.findall(text))) for text in figures]
        return {(service, one.pid): taken for (service, one), taken in zip(running, counted, strict=True)}

    async def is_whole(self) -> None:
        """Kafka carries, and nothing is lost, doubled, left behind or otherwise wrong."""
        await self.hears_from_kafka()
        faults: list[str] = []

        async def is_well() -> bool:
            faults[:] = await self.judgement.faults()
            return not faults

        try:
            await until(is_well, SECONDS)
        except TimeoutError:
            pytest.fail("\n".join(faults))


@asynccontextmanager
async def kafka_town(layout: Layout) -> AsyncIterator[KafkaTown]:
    """Found a town as it is laid out."""
    async with processes_town(layout) as town:
        house = town.house
        operator = Services.of(AllSettings(house.place).operator, house.http)
        loaded = {service: (await operator.state(service)).position for service in PATHS}
        topics = TopicHands(Connection(house.place.brokers))
        with Notes(layout.folder / "commands.jsonl") as notes:
            async with noting(house, notes) as http:
                hands = Hands(http, identify=house.identify, clock=utc_now)
                yield KafkaTown(town, hands, operator, topics, Judgement(house.place, notes, loaded))


def noting(house: Processes, notes: Notes, *, case_flow: str = "") -> httpx2.AsyncClient:
    """Make a client whose commands are noted."""
    portal = house.place.addresses.portal
    urls = {**house.urls, CASE_FLOW: case_flow or house.urls[CASE_FLOW]}
    ways = Doors({portal + path: urls[service] for service, path in PATHS.items()})
    return httpx2.AsyncClient(transport=Noting(ways, notes), base_url=portal, timeout=PATIENCE)
