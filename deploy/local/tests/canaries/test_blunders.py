"""What a canary types where it must not is refused; a service that takes it is found out."""

import asyncio
from datetime import timedelta

import httpx2
import pytest

from councilkit.clock import utc_now
from councilkit.privacy import identity_numbers
from raadslag_local.canaries.blunders import Swallowed, blunders_in_texts, make_them
from raadslag_local.canaries.flock import LEADER, Canary
from raadslag_local.canaries.spotting import spotted
from raadslag_local.place import REGISTRY
from raadslag_local.story.hands import Actor, Hands

BIRD = Canary(LEADER)


async def make(swallows: str) -> None:
    """Make them in a house that refuses all but what is sent to one place."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == f"{REGISTRY}/token":
            return httpx2.Response(200, json={"access_token": "token", "expires_in": 600})
        return httpx2.Response(200 if request.url.path.endswith(swallows) else 422, json={})

    async with httpx2.AsyncClient(transport=httpx2.MockTransport(answer), base_url="http://x") as http:
        hands = Hands(http, identify=str, clock=utc_now, patience=timedelta(seconds=1))
        await make_them(BIRD, Actor(BIRD.name, BIRD.subject, "term"), hands, http)


def test_they_name_whoever_makes_them_beside_a_number_that_no_text_may_hold() -> None:
    bodies = [str(one.body) for one in blunders_in_texts(BIRD) if one.must_fail]
    assert all(spotted(body.encode()) == {LEADER} and identity_numbers(body) for body in bodies)


def test_a_service_that_takes_one_is_found_out() -> None:
    asyncio.run(make(swallows="/nowhere"))
    for place in ("/notes", "/follow-ups/one", "/conclude"):
        with pytest.raises(Swallowed, match=place):
            asyncio.run(make(swallows=place))
