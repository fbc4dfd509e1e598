"""The judge's rules over a town that goes on running."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from councilkit.clock import utc_now
from judge.kafka import read_topics
from judge.lives import judge_homecoming
from judge.log import Command, Log, read_log
from judge.mongo import connected, read_service
from judge.verdict import RULES
from judge.world import CASE_FLOW, REGISTRY, TOPICS, Document, Event, Expected, Record, World
from raadslag_local.place import Place
from raadslag_local.proof.notes import Notes

ON_THE_WAY = [rule for rule in RULES if rule is not judge_homecoming]
"""All rules but one: not every case comes home in these tests."""

JUDGED = (REGISTRY, CASE_FLOW)
"""Nobody sends mails in these towns: the journey does."""


@dataclass(frozen=True)
class Copy:
    """What a service's database held at a moment."""

    service: str
    at: datetime
    collections: Mapping[str, Sequence[Document]]


@dataclass
class Judgement:
    place: Place
    notes: Notes
    loaded_before: Mapping[str, int]
    poisoned: list[Expected] = field(default_factory=list)
    forgotten: list[tuple[str, datetime, datetime]] = field(default_factory=list)
    """What was done at a service from one moment to another, which a backup does not hold."""

    def heal(self) -> None:
        """Somebody heals what was poisoned."""
        self.poisoned[:] = [replace(one, healed=True) for one in self.poisoned]

    async def events(self, stream: str) -> Sequence[Event]:
        """Tell what the ledgers hold of a stream."""
        services = (await self.world()).services.values()
        return [event for service in services for event in service.events if event.stream == stream]

    async def holder(self, service: str) -> str:
        """Tell which replica holds a service's lease, or held it last."""
        with connected(self.place.mongo_url) as client:
            lease = client[self._database(service)]["leases"].find_one()
        return str(lease and lease["holder"])

    def copy(self, service: str) -> Copy:
        """Copy a service's database as it is at one moment."""
        with connected(self.place.mongo_url) as client, client.start_session(snapshot=True) as moment:
            database = client[self._database(service)]
            names = database.list_collection_names()
            return Copy(service, utc_now(), {name: list(database[name].find(session=moment)) for name in names})

    def restore(self, copy: Copy) -> None:
        """Put a copy in the place of what the service's database holds now; what was done since then is forgotten."""
        with connected(self.place.mongo_url) as client:
            database = client[self._database(copy.service)]
            for name in database.list_collection_names():
                database[name].delete_many({})
            for name, documents in copy.collections.items():
                if documents:
                    database[name].insert_many(documents)
        self.forgotten.append((copy.service, copy.at, utc_now()))

    async def faults(self) -> list[str]:
        world = await self.world()
        return sorted(fault.sentence for rule in ON_THE_WAY for fault in rule(world))

    async def world(self) -> World:
        with connected(self.place.mongo_url) as client:
            services = [read_service(client, self.place.database_prefix, name) for name in JUDGED]
        carried = [replace(one, topic=topic) for one, topic in zip(services, await self.topics(), strict=True)]
        by_name = {service.name: service for service in carried}
        return World(by_name, self._log(), self.poisoned, self.loaded_before)

    async def topics(self) -> Sequence[Sequence[Record]]:
        names = (f"{self.place.topic_prefix}.{TOPICS[name]}" for name in JUDGED)
        return await read_topics(self.place.brokers, *names)

    def _log(self) -> Log:
        with self.notes.path.open(encoding="utf-8", newline="\n") as lines:
            log = read_log(lines)
        return replace(log, commands=[command for command in log.commands if not self._is_forgotten(command)])

    def _is_forgotten(self, command: Command) -> bool:
        return any(
            command.service == service and begin <= command.began <= end for service, begin, end in self.forgotten
        )

    def _database(self, service: str) -> str:
        return f"{self.place.database_prefix}_{service}"
