"""A canary is planted in each kind of place, and must be seen there."""

import asyncio
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import httpx2
import pytest
import typst
from pymongo import MongoClient

from councilkit.events.record import Record
from councilkit.ids import random_id
from councilkit.kafka import Connection
from councilkit.testing.topic_hands import TopicHands
from raadslag_local.canaries.capture import Overhearing, collector
from raadslag_local.canaries.flock import Canary
from raadslag_local.canaries.search import (
    Findings,
    Sighting,
    search_archives,
    search_databases,
    search_files,
    search_mails,
    search_topics,
)

BIRD = Canary(42)
Document = dict[str, object]


@pytest.fixture
def database(mongo_url: str) -> Iterator[str]:
    name = f"test_{random_id()}"
    yield name
    with MongoClient[Document](mongo_url) as client:
        client.drop_database(name)


@pytest.mark.mongo
@pytest.mark.parametrize(
    "document",
    [
        {"name": BIRD.name},
        {"deep": [{"down": {BIRD.email: 1}}]},
        {"sealed": BIRD.email.encode()},
        {"_id": f"holder/{BIRD.subject}"},
    ],
    ids=["a value", "a key", "bytes", "an id"],
)
def test_in_any_collection_of_any_database(mongo_url: str, database: str, document: Document) -> None:
    with MongoClient[Document](mongo_url) as client:
        client[database]["anything"].insert_one(document)
    findings = Findings()
    asyncio.run(search_databases(mongo_url, findings))
    assert Sighting(f"{database}.anything", 42) in findings.sightings


@pytest.mark.mongo
def test_in_what_was_typed_apart_from_the_event_beside_it(mongo_url: str, database: str) -> None:
    entry: Document = {"data": {"by": BIRD.key}, "texts": {"note": f"Ring {Canary(43).name}."}}
    with MongoClient[Document](mongo_url) as client:
        client[database]["ledger"].insert_one(entry)
    findings = Findings()
    asyncio.run(search_databases(mongo_url, findings))
    seen = {one for one in findings.sightings if one.where.startswith(database)}
    assert seen == {Sighting(f"{database}.ledger", 42), Sighting(f"{database}.ledger.texts", 43)}


@pytest.mark.kafka
@pytest.mark.parametrize(
    "record",
    [
        Record(BIRD.email.encode(), b"", []),
        Record(b"key", f'{{"name": "{BIRD.name}"}}'.encode(), []),
        Record(b"key", b"", [("who", BIRD.phone.encode())]),
        Record(b"key", b"", [(BIRD.key, b"")]),
    ],
    ids=["a key", "a value", "a header", "a header's name"],
)
def test_in_any_topic(kafka_brokers: str, record: Record) -> None:
    topic, hands, findings = f"test-{random_id()}", TopicHands(Connection(kafka_brokers)), Findings()

    async def planted() -> None:
        await hands.make(topic)
        await hands.send(topic, [record])
        await search_topics(Connection(kafka_brokers), findings)

    asyncio.run(planted())
    assert Sighting(f"topic {topic}", 42) in findings.sightings


@pytest.mark.parametrize("kind", ["log", "export", "answer", "stream", "figures"])
def test_in_any_file(tmp_path: Path, kind: str) -> None:
    (tmp_path / "one").write_text(f"\x00\x01 told {BIRD.email} at noon")
    (tmp_path / "two").write_text("nobody")
    findings = Findings()
    search_files(kind, tmp_path.iterdir(), findings)
    assert findings.sightings == {Sighting(f"{kind} one", 42)}
    assert findings.searched == {kind: 2}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("metadata.json", f'{{"tittel": "{BIRD.name}"}}'.encode()),
        (f"{BIRD.key}.txt", b""),
        ("sak.pdf", typst.compile(f"= Sak\n*Ring {BIRD.name}*, (han svarer)".encode(), format="pdf")),
    ],
    ids=["a file", "the name of a file", "a page"],
)
def test_in_a_packed_folder_and_on_its_pages(tmp_path: Path, name: str, content: bytes) -> None:
    with ZipFile(tmp_path / "one.zip", "w", ZIP_DEFLATED) as folder:
        folder.writestr(f"A-1/{name}", content)
    findings = Findings()
    search_archives(tmp_path.iterdir(), findings)
    assert findings.sightings == {Sighting(f"archive one.zip {name}", 42)}


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_in_a_mail_however_it_is_packed(tmp_path: Path, encoding: str) -> None:
    mail = EmailMessage()
    mail.set_content(f"Hei, {BIRD.name}!", cte=encoding)
    (tmp_path / "1.eml").write_bytes(bytes(mail))
    findings = Findings()
    search_mails(tmp_path.iterdir(), findings)
    assert findings.sightings == {Sighting("mail 1.eml", 42)}


def test_in_what_is_exported(tmp_path: Path) -> None:
    with collector(tmp_path) as url:
        assert httpx2.post(f"{url}/v1/traces", content=BIRD.address.encode()).is_success
    findings = Findings()
    search_files("export", tmp_path.iterdir(), findings)
    assert findings.sightings == {Sighting("export traces-00001", 42)}


@pytest.mark.parametrize(
    ("status", "type", "seen"),
    [
        (422, "application/problem+json", {42}),
        (500, "text/plain", {42}),
        (200, "application/json", set()),
        (404, "text/html; charset=utf-8", set()),
    ],
    ids=["a refusal", "a failure", "what was asked for", "a page that links to itself"],
)
def test_in_an_answer_that_says_no(tmp_path: Path, status: int, type: str, seen: set[int]) -> None:
    """What is told to whom it is for is no leak; what a refusal tells may be kept by anybody."""

    async def asked() -> None:
        told = httpx2.Response(status, content=BIRD.name.encode(), headers={"Content-Type": type})
        onward = httpx2.MockTransport(lambda _: told)
        async with httpx2.AsyncClient(transport=Overhearing(onward, tmp_path / "kept"), base_url="http://x") as http:
            assert (await http.get("/")).content == BIRD.name.encode()

    asyncio.run(asked())
    findings = Findings()
    search_files("answer", tmp_path.glob("kept"), findings)
    assert {one.number for one in findings.sightings} == seen
