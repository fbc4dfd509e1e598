"""case-flow hears who confirms, and by which key; its no is a no, and its silence is no answer."""

import json

import httpx2
import pytest

from councilkit.refusals import Unavailable
from notifier.adapters.http_confirming import HttpConfirming

URL = "https://house.example/case-flow"


async def token() -> str:
    return "ours"


async def ask(answer: httpx2.Response | Exception) -> tuple[bool, httpx2.Request]:
    heard: list[httpx2.Request] = []

    def handle(request: httpx2.Request) -> httpx2.Response:
        heard.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async with httpx2.AsyncClient(transport=httpx2.MockTransport(handle)) as http:
        return await HttpConfirming(URL, http, token).confirm("sak", term="verv", key="key-of-link"), heard[0]


async def test_case_flow_is_told_the_term_and_a_key_that_a_repeat_has_too() -> None:
    confirmed, request = await ask(httpx2.Response(200, json={}))
    assert confirmed
    assert (str(request.url), json.loads(request.content)) == (f"{URL}/cases/sak/confirm", {})
    asked = {name: request.headers[name] for name in ("Authorization", "Acting-As", "Idempotency-Key")}
    assert asked == {"Authorization": "Bearer ours", "Acting-As": "verv", "Idempotency-Key": "key-of-link"}


@pytest.mark.parametrize("status", [403, 404, 409])
async def test_a_rule_of_case_flow_s_says_no(status: int) -> None:
    confirmed, _ = await ask(httpx2.Response(status, json={}))
    assert not confirmed


@pytest.mark.parametrize("answer", [httpx2.Response(503), httpx2.Response(401), httpx2.ConnectError("away")])
async def test_no_answer_is_neither_yes_nor_no(answer: httpx2.Response | Exception) -> None:
    with pytest.raises(Unavailable):
        await ask(answer)
