"""Absences and codes, as council-registry is asked over HTTP."""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import httpx2
import pytest

from councilkit.refusals import Unavailable
from councilkit.web.problems import TYPE_PREFIX
from notifier.adapters.http_absences import HttpAbsences
from notifier.adapters.http_invitations import HttpInvitations
from notifier.application.absence_by_link import Absence
from notifier.application.compose_invitation import Code

URL = "https://registry.example"
Ask = Callable[[httpx2.AsyncClient], Awaitable[object]]


async def token() -> str:
    return "ours"


def problem(slug: str, status: int) -> httpx2.Response:
    told = {"type": f"{TYPE_PREFIX}{slug}", "title": slug, "status": status, "detail": "No.", "instance": "/"}
    return httpx2.Response(status, json=told)


async def asked(answer: httpx2.Response | Exception, ask: Ask) -> tuple[object, httpx2.Request]:
    heard: list[httpx2.Request] = []

    def handle(request: httpx2.Request) -> httpx2.Response:
        heard.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async with httpx2.AsyncClient(transport=httpx2.MockTransport(handle)) as http:
        return await ask(http), heard[0]


async def absence(http: httpx2.AsyncClient) -> object:
    return await HttpAbsences(URL, http, token).tell("moete", term="verv", key="key-of-link")


async def codes(http: httpx2.AsyncClient) -> object:
    return await HttpInvitations(URL, http, token).codes({"verv", "annet"})


async def test_an_absence_is_told_on_the_word_of_a_term_under_a_key_that_a_repeat_has_too() -> None:
    said, request = await asked(httpx2.Response(200, json={}), absence)
    assert said is Absence.TAKEN
    assert (str(request.url), json.loads(request.content)) == (f"{URL}/meetings/moete/absence", {})
    told = {"Authorization": "Bearer ours", "Acting-As": "verv", "Idempotency-Key": "key-of-link"}
    assert {name: request.headers[name] for name in told} == told


async def test_an_absence_that_is_known_already_is_told() -> None:
    said, _ = await asked(problem("absence-known", 409), absence)
    assert said is Absence.TAKEN


@pytest.mark.parametrize(
    ("slug", "status"),
    [
        ("wrong-state", 409),
        ("has-begun", 409),
        ("term-ended", 403),
        ("not-allowed", 403),
        ("not-of-this-meeting", 422),
    ],
)
async def test_whoever_may_not_say_it_is_told_so_for_good(slug: str, status: int) -> None:
    said, _ = await asked(problem(slug, status), absence)
    assert said is Absence.REFUSED


async def test_codes_are_asked_for_by_what_people_hold() -> None:
    told = {"hold": "verv", "code": "abc", "expires": "2026-12-22T09:00:00Z"}
    found, request = await asked(httpx2.Response(200, json={"items": [told]}), codes)
    assert found == [Code("verv", "abc", datetime(2026, 12, 22, 9, tzinfo=UTC))]
    assert "abc" not in repr(found)
    assert (str(request.url), json.loads(request.content)) == (
        f"{URL}/invitations/codes",
        {"holds": ["annet", "verv"]},
    )


@pytest.mark.parametrize("ask", [absence, codes])
@pytest.mark.parametrize(
    "answer",
    [
        problem("not-your-term", 403),
        problem("scope-missing", 403),
        problem("unavailable", 503),
        httpx2.Response(403, text="<h1>Forbidden</h1>"),
        httpx2.Response(409, json=[]),
        httpx2.Response(401),
        httpx2.ConnectError("away"),
    ],
)
async def test_what_another_try_may_change_is_neither_yes_nor_no(answer: httpx2.Response | Exception, ask: Ask) -> None:
    with pytest.raises(Unavailable):
        await asked(answer, ask)
