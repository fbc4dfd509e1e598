"""What the tests of the web parts share: the notes service, its keys, and a leader who asks it."""

from collections.abc import AsyncIterator

import httpx2
import pytest
from fastapi import FastAPI

from councilkit.telemetry import Telemetry
from councilkit.testing.client import Asker, serving
from councilkit.testing.notes import Notes, notes_app
from councilkit.testing.tokens import TokenMaker, a_term


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def maker() -> TokenMaker:
    return TokenMaker()


@pytest.fixture
def telemetry() -> Telemetry:
    return Telemetry("notes")


@pytest.fixture
def app(notes: Notes, maker: TokenMaker, telemetry: Telemetry) -> FastAPI:
    return notes_app(notes, maker.verifier, telemetry)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    async with serving(app) as client:
        yield client


@pytest.fixture
def leader(client: httpx2.AsyncClient, maker: TokenMaker) -> Asker:
    term = a_term("larvik", "leader", id="term-1")
    return Asker(client, maker.token(term), acting=term.id)
