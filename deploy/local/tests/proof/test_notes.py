"""Every try of a command is in the notes, before it is sent and after."""

import json
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest
import pytest_asyncio

from raadslag_local.proof.notes import Notes, Noting

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
AGENDA = {
    "service": "case-flow",
    "actor": "leader",
    "key": "key-of-mine",
    "path": "/cases/x/agenda",
    "at": "2026-11-22T12:00:00+00:00",
}


class Answering(httpx2.AsyncBaseTransport):
    """Answers as it is told to, and keeps what was in the notes when it was asked."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self.answer: Callable[[], httpx2.Response] = lambda: httpx2.Response(200, json={"receipt": "case-x:000003"})
        self.noted_before: list[Any] = []

    async def handle_async_request(self, _: httpx2.Request) -> httpx2.Response:
        self.noted_before = noted(self._notes)
        return self.answer()


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[Notes]:
    with Notes(tmp_path / "commands.jsonl", clock=lambda: NOON) as notes:
        yield notes


@pytest.fixture
def service(notes: Notes) -> Answering:
    return Answering(notes)


@pytest_asyncio.fixture
async def http(notes: Notes, service: Answering) -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(transport=Noting(service, notes), base_url="http://localhost") as http:
        yield http


def noted(notes: Notes) -> list[Any]:
    return [json.loads(line) for line in notes.path.read_text().splitlines()]


async def send(http: httpx2.AsyncClient) -> httpx2.Response:
    headers = {"Acting-As": "leader", "Idempotency-Key": "key-of-mine"}
    return await http.post("/case-flow/cases/x/agenda", headers=headers)


async def test_a_try_is_noted_before_it_is_sent_and_when_it_is_answered(
    notes: Notes, service: Answering, http: httpx2.AsyncClient
) -> None:
    answer = await send(http)
    assert answer.json() == {"receipt": "case-x:000003"}
    assert service.noted_before == [{**AGENDA, "sent": 1, "outcome": None}]
    assert noted(notes)[1:] == [{**AGENDA, "sent": 1, "outcome": {"status": 200, "receipt": "case-x:000003"}}]


async def test_a_refusal_is_noted_with_its_rule(notes: Notes, service: Answering, http: httpx2.AsyncClient) -> None:
    service.answer = lambda: httpx2.Response(409, json={"type": "urn:raadslag:problem:busy"})
    await send(http)
    assert noted(notes)[-1]["outcome"] == {"status": 409, "slug": "busy"}


async def test_no_answer_is_noted_too_and_tries_are_counted(
    notes: Notes, service: Answering, http: httpx2.AsyncClient
) -> None:
    def no_answer() -> httpx2.Response:
        raise httpx2.ReadTimeout("too late")

    service.answer = no_answer
    with pytest.raises(httpx2.ReadTimeout):
        await send(http)
    service.answer = lambda: httpx2.Response(502, text="<html>")
    await send(http)
    assert [(one["sent"], one["outcome"]) for one in noted(notes)] == [
        (1, None),
        (1, {"status": None, "error": "ReadTimeout"}),
        (2, None),
        (2, {"status": 502, "slug": ""}),
    ]


async def test_what_is_no_command_is_not_noted(notes: Notes, http: httpx2.AsyncClient) -> None:
    await http.get("/case-flow/cases")
    assert noted(notes) == []


def test_a_fault_is_noted(notes: Notes) -> None:
    notes.fault("Kafka is killed")
    assert noted(notes) == [{"at": "2026-11-22T12:00:00+00:00", "fault": "Kafka is killed"}]
