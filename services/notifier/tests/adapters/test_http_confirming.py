"""case-flow hears who confirms, and by which key; its no is a no, and its silence is no answer."""

import json

import httpx2
import pytest

from councilkit.refusals import Unavailable
from councilkit.web.problems import TYPE_PREFIX
from notifier.adapters.http_confirming import HttpConfirming
from notifier.application.confirm_by_link import Heard

URL = "https://house.example/case-flow"


async def token() -> str:
    return "ours"


def problem(slug: str, status: int) -> httpx2.Response:
    told = {"type": f"{TYPE_PREFIX}{slug}", "title": slug, "status": status, "detail": "No."}
    return httpx2.Response(status, json=told)


async def ask(answer: httpx2.Response | Exception) -> tuple[Heard, httpx2.Request]:
    heard: list[httpx2.Request] = []

    def handle(request: httpx2.Request) -> httpx2.Response:
        heard.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async with httpx2.AsyncClient(transport=httpx2.MockTransport(handle)) as http:
        confirming = HttpConfirming(URL, http, token)
        return await confirming.confirm("sak", term="verv", key="key-of-link", seen=5), heard[0]


async def test_case_flow_is_told_the_term_the_case_that_was_seen_and_a_key_that_a_repeat_has_too() -> None:
    said, request = await ask(httpx2.Response(200, json={}))
    assert said is Heard.TAKEN
    assert (str(request.url), json.loads(request.content)) == (f"{URL}/cases/sak/confirm", {})
    told = {"Authorization": "Bearer ours", "Acting-As": "verv", "Idempotency-Key": "key-of-link", "If-Match": '"5"'}
    assert {name: request.headers[name] for name in told} == told


async def test_a_case_that_has_moved_on_is_told_from_a_no() -> None:
    said, _ = await ask(problem("stale", 412))
    assert said is Heard.MOVED


async def test_a_case_that_is_as_it_was_seen_and_takes_no_word_has_had_it_from_that_council() -> None:
    said, _ = await ask(problem("wrong-state", 409))
    assert said is Heard.SAID


@pytest.mark.parametrize("slug", ["term-ended", "not-allowed"])
async def test_whoever_may_not_is_told_so_for_good(slug: str) -> None:
    said, _ = await ask(problem(slug, 403))
    assert said is Heard.REFUSED


@pytest.mark.parametrize(
    "answer",
    [
        problem("unknown-reference", 422),
        problem("not-your-term", 403),
        problem("scope-missing", 403),
        problem("busy", 409),
        problem("no-such-case", 404),
        problem("unavailable", 503),
        httpx2.Response(403, text="<h1>Forbidden</h1>"),
        httpx2.Response(409, json=[]),
        httpx2.Response(302, headers={"Location": "https://elsewhere.example"}),
        httpx2.Response(503),
        httpx2.Response(401),
        httpx2.ConnectError("away"),
    ],
)
async def test_what_another_try_may_change_is_neither_yes_nor_no(answer: httpx2.Response | Exception) -> None:
    with pytest.raises(Unavailable):
        await ask(answer)
