"""The judge reads what it judges from a real MongoDB and a real Kafka, in a process that cannot load the house."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from pymongo import MongoClient

from councilkit.ids import random_id
from judge.world import CASE_FLOW, REGISTRY, TOPICS, Document, Record, Service, World
from test_judge import JUDGE, WITHOUT_THE_HOUSE
from true_world import CASE, HOME, lines_of_the_log, world_with_mails

pytestmark = [pytest.mark.mongo, pytest.mark.kafka, pytest.mark.integration]

Topics = Mapping[str, Sequence[Record]]
ALL_IS_WELL = "journey: 47 events, 0 lost, 0 doubled, answer at home after 14.0 s, 9 mails, 0 in doubt\n"


@dataclass
class Court:
    """Where a world is laid out, and the judge is called."""

    mongo: MongoClient[Document]
    mongo_url: str
    brokers: str
    folder: Path
    name: str

    def judge(self, *more: str) -> subprocess.CompletedProcess[str]:
        where = ("--mongo", self.mongo_url, "--prefix", self.name, "--brokers", self.brokers, "--topics", self.name)
        logs = ("--commands", str(self.folder / "commands.jsonl"), "--mails", str(self.folder / "mails.jsonl"))
        command = [sys.executable, "-c", WITHOUT_THE_HOUSE, str(JUDGE), *where, *logs, *more]
        return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words

    def file(self, name: str, content: str) -> Path:
        path = self.folder / name
        path.write_text(content)
        return path

    def lay_out(self, world: World) -> None:
        self.file("commands.jsonl", "".join(lines_of_the_log(world.services)))
        self.file("mails.jsonl", "".join(json.dumps(asdict(one)) + "\n" for one in world.sent or ()))
        for service in world.services.values():
            self._fill_database(service)
        asyncio.run(self._fill_topics({name: service.topic or () for name, service in world.services.items()}))

    def send(self, service: str, record: Record) -> None:
        asyncio.run(self._send({service: [record]}))

    def database(self, service: str) -> str:
        return f"{self.name}_{service}"

    def _fill_database(self, service: Service) -> None:
        database = self.mongo[self.database(service.name)]
        collections = {"ledger": service.ledger, "places": service.places.values(), "publishing": [service.publishing]}
        holders = [{"email": address, "holds": [hold]} for hold, address in service.holders.items()]
        collections |= {"mails": service.rows, "contacts": holders}
        collections |= {name: documents.values() for name, documents in service.views.items()}
        for name, documents in collections.items():
            if kept := [dict(document) for document in documents if document]:
                database[name].insert_many(kept)

    async def _fill_topics(self, topics: Topics) -> None:
        admin = AIOKafkaAdminClient(bootstrap_servers=self.brokers)
        await admin.start()
        await admin.create_topics([NewTopic(self._topic(name), 1, 1) for name in topics])
        await admin.close()
        await self._send(topics)

    async def _send(self, topics: Topics) -> None:
        async with AIOKafkaProducer(bootstrap_servers=self.brokers) as producer:
            for name, records in topics.items():
                for record in records:
                    await producer.send_and_wait(
                        self._topic(name), record.value, key=record.key, headers=list(record.headers)
                    )

    def _topic(self, service: str) -> str:
        return f"{self.name}.{TOPICS[service]}"


@pytest.fixture
def court(mongo_url: str, kafka_brokers: str, tmp_path: Path) -> Iterator[Court]:
    with MongoClient[Document](mongo_url) as client:
        court = Court(client, mongo_url, kafka_brokers, tmp_path, f"test-{random_id()}")
        court.lay_out(world_with_mails())
        yield court
        for service in TOPICS:
            client.drop_database(court.database(service))


def test_a_house_in_which_all_is_well_is_told_in_one_line(court: Court) -> None:
    done = court.judge()
    assert (done.stdout, done.stderr, done.returncode) == (ALL_IS_WELL, "", 0)


def test_what_is_wrong_is_told_line_by_line(court: Court) -> None:
    court.mongo[court.database(CASE_FLOW)]["ledger"].delete_one({"_id": HOME})
    court.send(REGISTRY, Record(0, b"council-x", None, []))
    lines = court.judge().stdout.splitlines()
    assert "Topic councils offset 24 is no event of council-registry: it has no content-type." in lines
    assert f"case-flow: {CASE} has not come home: it is coming_home, and rbuvestfold345672345 holds it." in lines
    assert lines[0] == "case-flow: the command http/term/key-00015 to /cases/x/confirm was accepted, and has no event."
    assert lines[-1].startswith("journey: 46 events, ")


def test_poison_and_what_was_loaded_before_are_told_to_the_judge(court: Court) -> None:
    court.send(CASE_FLOW, Record(0, CASE.encode(), b"garbage", []))
    healed = [{"service": REGISTRY, "consumer": "views/case-flow/1", "stream": CASE, "healed": True}]
    parked = court.file("parked.json", json.dumps(healed))
    lines = (court.folder / "commands.jsonl").read_text().splitlines(keepends=True)
    court.file("commands.jsonl", "".join(line for line in lines if REGISTRY not in line))
    assert court.judge().returncode == 1
    assert court.judge("--parked", str(parked), "--loaded-before", f"{REGISTRY}=24").stdout == ALL_IS_WELL


def test_what_cannot_be_read_is_no_verdict(court: Court) -> None:
    done = court.judge("--topics", "nobodys")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "The judge cannot read what it must: TopicUnreadable: There is no topic nobodys.councils.\n"
