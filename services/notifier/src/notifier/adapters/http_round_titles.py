"""The titles of rounds, asked from case-flow."""

from collections.abc import Awaitable, Callable

import httpx2
from pydantic import BaseModel, ConfigDict

from councilkit.neighbours import asking


class _Card(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str
    title: str | None


class _Answer(BaseModel):
    items: tuple[_Card, ...]


class HttpRoundTitles:
    """Implements `RoundTitles` over case-flow. `token` tells a service token with the scope `cards:read`."""

    def __init__(self, url: str, http: httpx2.AsyncClient, token: Callable[[], Awaitable[str]]) -> None:
        self._url = f"{url.rstrip('/')}/round-cards"
        self._http = http
        self._token = token

    async def title(self, round: str) -> str | None:
        with asking("council-registry", "a token"):
            headers = {"Authorization": f"Bearer {await self._token()}"}
        with asking("case-flow", "rounds"):
            answer = await self._http.post(self._url, json={"rounds": [round]}, headers=headers)
            answer.raise_for_status()
            cards = _Answer.model_validate_json(answer.content).items
        return next((card.title for card in cards if card.id == round), None)
