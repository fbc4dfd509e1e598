"""Titles of rounds over HTTP: asked of case-flow with a token, and a round that nobody may read has none."""

import json

import httpx2
import pytest

from councilkit.refusals import Unavailable
from notifier.adapters.http_round_titles import HttpRoundTitles


async def token() -> str:
    return "a-token"


def titles(answer: httpx2.Response, asked: list[httpx2.Request]) -> HttpRoundTitles:
    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return answer

    return HttpRoundTitles("https://flow.example/", httpx2.AsyncClient(transport=httpx2.MockTransport(handler)), token)


async def test_the_title_of_a_round_is_asked_for() -> None:
    asked: list[httpx2.Request] = []
    told = {"items": [{"id": "runde", "title": "Ny strategi", "council": "region"}]}
    assert await titles(httpx2.Response(200, json=told), asked).title("runde") == "Ny strategi"
    assert str(asked[0].url) == "https://flow.example/round-cards"
    assert asked[0].headers["Authorization"] == "Bearer a-token"
    assert json.loads(asked[0].content) == {"rounds": ["runde"]}


async def test_a_round_that_is_left_out_or_was_erased_has_no_title() -> None:
    assert await titles(httpx2.Response(200, json={"items": []}), []).title("runde") is None
    erased = httpx2.Response(200, json={"items": [{"id": "runde", "title": None}]})
    assert await titles(erased, []).title("runde") is None


async def test_a_neighbour_that_is_away_is_waited_for() -> None:
    with pytest.raises(Unavailable):
        await titles(httpx2.Response(503), []).title("runde")
