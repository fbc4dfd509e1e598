from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import httpx2
import pytest
from pydantic import HttpUrl, SecretStr

from councilkit.settings import ServiceSettings
from councilkit.web.service_tokens import ServiceTokens

NOON = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)


class Registry:
    """Gives numbered tokens of ten minutes to whom it knows."""

    def __init__(self) -> None:
        self.given = 0
        self.now = NOON

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        form = parse_qs(request.content.decode())
        if (request.url.path, form["client_secret"]) != ("/registry/token", ["a good secret"]):
            return httpx2.Response(401)
        assert (form["grant_type"], form["client_id"]) == (["client_credentials"], ["case-flow"])
        assert form["scope"] == ["ledger:read"]
        self.given += 1
        return httpx2.Response(200, json={"access_token": f"token {self.given}", "expires_in": 600})

    def tokens(self, proof: str = "a good secret") -> ServiceTokens:
        client = httpx2.AsyncClient(transport=httpx2.MockTransport(self))
        settings = ServiceSettings(
            registry_url=HttpUrl("https://house.example/registry/"),
            client_id="case-flow",
            client_secret=SecretStr(proof),
        )
        return ServiceTokens.of(settings, client, scope="ledger:read", clock=lambda: self.now)


async def test_one_token_is_used_while_it_is_good() -> None:
    tokens = (registry := Registry()).tokens()
    assert await tokens() == "token 1"
    registry.now = NOON + timedelta(minutes=8)
    assert await tokens() == "token 1"


async def test_a_new_one_is_asked_for_before_the_old_one_ends() -> None:
    tokens = (registry := Registry()).tokens()
    await tokens()
    registry.now = NOON + timedelta(minutes=9)
    assert await tokens() == "token 2"


async def test_a_registry_that_gives_none_is_told_as_away() -> None:
    with pytest.raises(httpx2.HTTPStatusError):
        await Registry().tokens(proof="another")()
