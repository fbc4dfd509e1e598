"""The app that every service with a ledger is built on: whose word counts there, and how it starts and stops."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date

import httpx2
import pytest
from fastapi import APIRouter, FastAPI

from councilkit.events import Item
from councilkit.events.cases import CaseReceived
from councilkit.house import House
from councilkit.inbox import Doc, View
from councilkit.ledger import Draft
from councilkit.stores import Stores
from councilkit.telemetry import Telemetry
from councilkit.testing.client import Asker, serving
from councilkit.testing.holdings import a_post, a_term
from councilkit.testing.samples import NOW
from councilkit.testing.tokens import TokenMaker
from councilkit.web import Accepted, Caller, Holding, action
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep, Reader, ReaderOrFormer, house_app
from councilkit.web.problems import TYPE_PREFIX

LEADER, MANAGER = a_term("harbour"), a_post("0701")


def fold(_doc: Doc | None, event: CaseReceived, _item: Item) -> Doc:
    return {"council": event.council}


@dataclass
class Place:
    """A house whose one command receives a case, and the terms and posts that are over there."""

    over: dict[str, date] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    maker: TokenMaker = field(default_factory=TokenMaker)

    def __post_init__(self) -> None:
        views = {"cases": [View("cases", lambda event: event.case, {CaseReceived: fold})]}
        self.house = House("cases", Stores.in_memory(), views=views, clock=lambda: NOW)

    async def ended(self, holdings: Collection[Holding], today: date) -> set[str]:
        return {holding.id for holding in holdings if holding.id in self.over and self.over[holding.id] < today}

    def app(self) -> FastAPI:
        return house_app(
            self.house,
            title="Cases",
            version="1",
            telemetry=Telemetry("cases"),
            verifier=self.maker.verifier,
            routers=[self._routes()],
            holdings=self,
            close=self._close,
            beside=[self._beside],
        )

    def _routes(self) -> APIRouter:
        router = APIRouter()

        @router.post("/cases/{case}/receive", **action("receive_case", *ANY_COMMAND))
        async def receive(case: str, by: Acting, answer: AnswerDep, name: str | None = None) -> Accepted:
            event = CaseReceived(case=case, council=str(by.holding.council))
            receipt = await self.house.ledger.change(f"case-{case}", by.call, lambda *_: Draft(event))
            return await answer(receipt, name)

        @router.get("/holdings", **action("list_holdings"))
        async def holdings(reader: Reader) -> list[str]:
            return [holding.id for holding in reader.holdings]

        @router.get("/lately", **action("list_former"))
        async def former(reader: ReaderOrFormer) -> list[list[str]]:
            return [[holding.id for holding in several] for several in (reader.holdings, reader.former)]

        return router

    @asynccontextmanager
    async def _beside(self) -> AsyncIterator[None]:
        await self.house.ready()
        self.notes.append("beside begins")
        yield
        await self.house.ready()
        self.notes.append("beside ends")

    async def _close(self) -> None:
        self.notes.append("closed")


@dataclass
class Door:
    """A running app, and those who ask."""

    client: httpx2.AsyncClient
    maker: TokenMaker

    def by(self, *holdings: Holding) -> Asker:
        return Asker(self.client, self.maker.token(*holdings), holdings[0].id if holdings else None)


@pytest.fixture
def place() -> Place:
    return Place()


@pytest.fixture
async def door(place: Place) -> AsyncIterator[Door]:
    async with serving(place.app()) as client:
        yield Door(client, place.maker)


def slug(answer: httpx2.Response) -> str:
    return str(answer.json()["type"].removeprefix(TYPE_PREFIX))


async def test_an_answer_names_the_thing_that_was_changed_once_it_can_be_read(door: Door, place: Place) -> None:
    answer = await door.by(LEADER).post("/cases/cold-harbour/receive")
    assert answer.json() == {"receipt": "case-cold-harbour:000001", "seen": True, "id": "cold-harbour"}
    assert answer.headers["etag"] == '"1"'
    assert await place.house.views.get("cases", "cold-harbour")


async def test_an_answer_may_name_a_part_of_what_was_changed(door: Door) -> None:
    assert (await door.by(LEADER).post("/cases/a/receive?name=a-part")).json()["id"] == "a-part"


async def test_nobody_acts_for_a_term_that_is_over(door: Door, place: Place) -> None:
    place.over[LEADER.id] = NOW.date()
    assert (await door.by(LEADER).post("/cases/a/receive")).status_code == 200, "it is its last day"
    place.over[LEADER.id] = date(2026, 1, 1)
    refused = await door.by(LEADER).post("/cases/a/receive")
    assert (refused.status_code, slug(refused)) == (403, "term-ended")
    assert len(await place.house.ledger.history("case-a")) == 1


async def test_who_reads_is_known_by_what_is_still_held(door: Door, place: Place) -> None:
    place.over[LEADER.id] = date(2026, 1, 1)
    assert (await door.by(LEADER, MANAGER).get("/holdings")).json() == [MANAGER.id]
    for nobody in (door.by(LEADER), door.by()):
        refused = await nobody.get("/holdings")
        assert (refused.status_code, slug(refused)) == (403, "not-allowed")


async def test_who_held_something_lately_is_let_in_where_that_is_said(door: Door, place: Place) -> None:
    token = place.maker.tokens.issue(Caller(subject="somebody", former=(MANAGER,)))
    asker = Asker(door.client, token)
    assert (await asker.get("/lately")).json() == [[], [MANAGER.id]]
    assert (await asker.get("/holdings")).status_code == 403
    assert (await door.by().get("/lately")).status_code == 403


async def test_what_ended_since_the_token_was_made_is_former_too(door: Door, place: Place) -> None:
    place.over[LEADER.id] = date(2020, 1, 1)
    assert (await door.by(LEADER, MANAGER).get("/lately")).json() == [[MANAGER.id], [LEADER.id]]
    place.over[MANAGER.id] = date(2020, 1, 1)
    assert (await door.by(LEADER, MANAGER).get("/lately")).json() == [[], [LEADER.id, MANAGER.id]]


async def test_every_house_serves_its_ledger_and_its_state(door: Door, place: Place) -> None:
    assert (await door.client.get("/state")).json()["service"] == "cases"
    follower = Asker(door.client, place.maker.token(scopes=["ledger:read"]))
    assert (await follower.get("/ledger")).json() == []
    assert (await door.client.get("/isready")).text == "ready"


async def test_what_is_beside_runs_while_the_house_does_and_the_rest_is_closed_last(place: Place) -> None:
    app = place.app()
    for _ in range(2):
        async with serving(app) as client:
            assert place.notes[-1] == "beside begins"
            assert (await client.get("/isready")).status_code == 200
        assert place.notes[-2:] == ["beside ends", "closed"]
