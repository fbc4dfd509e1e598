"""`GET /ledger` tells services what was numbered, in pages, and never what is not for them."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
import pytest
from fastapi import FastAPI

from councilkit.events import Item, from_cloudevent
from councilkit.inbox import sources
from councilkit.inbox.http_source import HttpSource
from councilkit.inbox.sources import LocalSource
from councilkit.ledger import Draft, Head, Ledger
from councilkit.ledger.api import ledger_router, read_head, spell_head
from councilkit.ledger.memory_store import MemoryLedgerStore
from councilkit.ledger.numbering import Numbering
from councilkit.refusals import Unavailable
from councilkit.telemetry import Telemetry
from councilkit.testing.client import Asker, serving
from councilkit.testing.samples import NOW, a_call, a_fact
from councilkit.testing.tokens import TokenMaker, a_term
from councilkit.web import build_app

SECRETS = ("Åpne dører", "code/secret", "http/term/", "request_mac", "command_id")


@pytest.fixture
async def store() -> MemoryLedgerStore:
    """Five events in two streams, with texts and claims, and one that waits for its number."""
    store = MemoryLedgerStore()
    ledger = Ledger(store, clock=lambda: NOW, mac_key=b"key")
    for number in range(1, 6):
        draft = Draft(a_fact(f"m{number}"), {"title": "Åpne dører"}, [f"code/secret{number}"])
        await ledger.change(f"case-{number % 2}", a_call(f"{number}"), lambda *_: draft)  # noqa: B023
    await Numbering(store).number_pending()
    await ledger.change("case-9", a_call("9"), lambda *_: Draft(a_fact("waits")))
    return store


@pytest.fixture
def maker() -> TokenMaker:
    return TokenMaker()


@pytest.fixture
def app(store: MemoryLedgerStore, maker: TokenMaker) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield

    async def ready() -> None: ...

    return build_app(
        name="case-flow",
        title="Cases",
        version="1",
        telemetry=Telemetry("case-flow"),
        verifier=maker.verifier,
        routers=[ledger_router("case-flow", lambda: store)],
        lifespan=lifespan,
        ready=ready,
    )


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    async with serving(app) as client:
        yield client


@pytest.fixture
def service(client: httpx2.AsyncClient, maker: TokenMaker) -> Asker:
    return Asker(client, maker.token(subject="council-registry", scopes=["ledger:read"]))


def items(response: httpx2.Response) -> list[Item]:
    assert response.status_code == 200, response.text
    return [from_cloudevent(event) for event in response.json()]


async def test_numbered_events_are_told_in_order_with_the_head(service: Asker, store: MemoryLedgerStore) -> None:
    response = await service.get("/ledger")
    assert [item.position for item in items(response)] == [1, 2, 3, 4, 5]
    assert read_head(response.headers["Ledger-Head"]) == await store.head()


async def test_pages_follow_each_other(service: Asker) -> None:
    assert [item.position for item in items(await service.get("/ledger", after=1, limit=2))] == [2, 3]
    assert items(await service.get("/ledger", after=5)) == []


async def test_one_stream_may_be_asked_for(service: Asker) -> None:
    assert [item.id for item in items(await service.get("/ledger", stream="case-0"))] == [
        "case-0:000001",
        "case-0:000002",
    ]


async def test_texts_claims_macs_and_command_ids_are_never_told(service: Asker) -> None:
    told = (await service.get("/ledger")).text
    assert not [secret for secret in SECRETS if secret in told or secret in json.dumps(json.loads(told))]


async def test_people_may_not_read_it(client: httpx2.AsyncClient, maker: TokenMaker) -> None:
    person = Asker(client, maker.token(a_term("larvik")))
    assert (await person.get("/ledger")).status_code == 403
    assert (await client.get("/ledger")).status_code == 401


@pytest.mark.parametrize(
    ("name", "value"),
    [("after", "-1"), ("after", str(2**53 + 1)), ("limit", "0"), ("limit", "501"), ("stream", "a b"), ("after", "x")],
)
async def test_a_page_that_cannot_be_is_refused(service: Asker, name: str, value: str) -> None:
    response = await service.get("/ledger", **{name: value})
    assert response.status_code == 422
    assert response.headers["content-type"].startswith("application/problem+json")


async def test_a_neighbour_reads_over_http_what_it_would_read_here(
    client: httpx2.AsyncClient, service: Asker, store: MemoryLedgerStore
) -> None:
    async def token() -> str:
        return service.token

    there = HttpSource("case-flow", str(client.base_url), client, token)
    here = LocalSource("case-flow", store)
    for after in (0, 3, 5, 99):
        assert await there.read(after) == await here.read(after)
    for stream in ("case-0", "case-1", "case-9", "raadslag.cases@17", "CASE-1", "c" * 101, ""):
        assert await there.stream(stream) == await here.stream(stream)
    assert [item.sequence for item in await there.stream("case-1")] == [1, 2, 3]


@pytest.mark.parametrize(
    "answer",
    [
        httpx2.Response(503),
        httpx2.Response(401),
        httpx2.Response(200, json=[]),  # without a head
        httpx2.Response(200, json=[{}], headers={"Ledger-Head": "1.0.x"}),
        httpx2.Response(200, json=["x"], headers={"Ledger-Head": "1.0.x"}),
        httpx2.Response(200, json=5, headers={"Ledger-Head": "1.0.x"}),
        httpx2.Response(200, text="<html>", headers={"Ledger-Head": "1.0.x"}),
        httpx2.Response(200, json=[], headers={"Ledger-Head": "nonsense"}),
    ],
)
async def test_an_answer_that_cannot_be_read_is_a_publisher_that_is_away(answer: httpx2.Response) -> None:
    async def token() -> str:
        return "token"

    async with httpx2.AsyncClient(transport=httpx2.MockTransport(lambda _: answer)) as http:
        with pytest.raises(Unavailable):
            await HttpSource("case-flow", "http://case-flow.example", http, token).read(0)


async def test_a_long_stream_is_read_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "PAGE", 2)
    store = MemoryLedgerStore()
    ledger = Ledger(store, clock=lambda: NOW, mac_key=b"key")
    for number in range(3):
        await ledger.change("case-a", a_call(f"{number}"), lambda *_: Draft(a_fact()))
    await Numbering(store).number_pending()
    here = LocalSource("case-flow", store)
    assert len((await here.read(0)).items) == 2
    assert [item.sequence for item in await here.stream("case-a")] == [1, 2, 3]


def test_a_head_is_spelt_and_read() -> None:
    head = Head(2, 17, "ab" * 32)
    assert read_head(spell_head(head)) == head
