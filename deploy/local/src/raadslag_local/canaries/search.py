"""Looking through everything that a house leaves: databases, topics, and files of any kind."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path

from bson import encode
from bson.raw_bson import RawBSONDocument
from pymongo import AsyncMongoClient

from councilkit.kafka import Connection
from councilkit.testing.topic_hands import TopicHands
from raadslag_local.canaries.packed import files_in, unpacked
from raadslag_local.canaries.spotting import spotted

SERVERS_OWN = {"admin", "config", "local"}
"""MongoDB's: in `local` is what replicas copy from each other, until it rolls over."""


@dataclass(frozen=True)
class Sighting:
    where: str
    number: int


@dataclass
class Findings:
    """What was seen, and how much was looked through: who looks at nothing sees nothing."""

    sightings: set[Sighting] = field(default_factory=set)
    searched: Counter[str] = field(default_factory=Counter)

    def look(self, kind: str, where: str, data: bytes) -> None:
        self.searched[kind] += 1
        self.sightings |= {Sighting(where, number) for number in spotted(data)}


async def search_databases(url: str, findings: Findings) -> None:
    """Look through every collection of every database."""
    client: AsyncMongoClient[RawBSONDocument] = AsyncMongoClient(url, document_class=RawBSONDocument)
    async with client:
        for database in await client.list_database_names():
            if database in SERVERS_OWN:
                continue
            for collection in await client[database].list_collection_names():
                async for document in client[database][collection].find({}):
                    _look_into(document, f"{database}.{collection}", findings)


def _look_into(document: RawBSONDocument, where: str, findings: Findings) -> None:
    """Look at what was typed apart from all else: a ledger keeps it beside its events, so that it can be erased."""
    texts = document.get("texts")
    if isinstance(texts, RawBSONDocument):
        findings.look("text", f"{where}.texts", bytes(texts.raw))
        findings.look("document", where, encode({name: told for name, told in document.items() if name != "texts"}))
    else:
        findings.look("document", where, bytes(document.raw))


async def search_topics(connection: Connection, findings: Findings) -> None:
    """Look through every topic."""
    hands = TopicHands(connection)
    for topic in await hands.all():
        for record in await hands.read(topic):
            headers = [part for name, value in record.headers for part in (name.encode(), value)]
            for part in (record.key, record.value, *headers):
                findings.look("record", f"topic {topic}", part or b"")


def search_files(kind: str, files: Iterator[Path] | Collection[Path], findings: Findings) -> None:
    for file in files:
        if file.is_file():
            findings.look(kind, f"{kind} {file.name}", file.read_bytes())


def search_mails(files: Iterator[Path] | Collection[Path], findings: Findings) -> None:
    """Look through mails as they are read, and as they are sent."""
    for file in files:
        raw = file.read_bytes()
        parts = [part.get_payload(decode=True) for part in message_from_bytes(raw).walk()]
        findings.look(
            "mail", f"mail {file.name}", b"\n".join([raw, *(part for part in parts if isinstance(part, bytes))])
        )


def search_archives(files: Iterator[Path] | Collection[Path], findings: Findings) -> None:
    """Look through packed folders, and through their pages as they are read."""
    for file in files:
        for name, content in files_in(file.read_bytes()):
            where = f"archive {file.name} {name.rpartition('/')[2]}"
            findings.look("archive", where, b"\n".join([name.encode(), unpacked(content)]))
