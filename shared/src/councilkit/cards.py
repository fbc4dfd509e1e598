"""The cards of cases, as case-flow shows them to everybody with a term or a post, and to services that write mails."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import datetime
from typing import Protocol

import httpx2
from pydantic import BaseModel, ConfigDict

from councilkit.neighbours import asking

MOST = 500
"""Cases that case-flow takes in one question."""


class Next(BaseModel):
    """Who does what next with a case."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    action: str
    council: str | None = None
    unit: str | None = None


class Card(BaseModel):
    """What a mail tells of a case. A text that was erased is None. `answer` names the latest answer by its entry."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    reference: str
    title: str | None
    short: str | None
    short_answer: str | None
    answer: str | None = None
    state: str
    word: str
    origin: str
    holder: str
    addressee_unit: str | None = None
    language: str
    next: Next | None = None
    sequence: int
    updated: datetime


class Cards(Protocol):
    """Where cards are read; raises `councilkit.refusals.Unavailable`."""

    async def cards(self, cases: Collection[str]) -> Mapping[str, Card]:
        """Tell the cards of these cases, by id; one that nobody may read like this is left out."""
        ...


class _Answer(BaseModel):
    items: tuple[Card, ...]


class HttpCards:
    """Implements `Cards` over case-flow. `token` tells a service token with the scope `cards:read`."""

    def __init__(self, url: str, http: httpx2.AsyncClient, token: Callable[[], Awaitable[str]]) -> None:
        self._url = f"{url.rstrip('/')}/cards"
        self._http = http
        self._token = token

    async def cards(self, cases: Collection[str]) -> Mapping[str, Card]:
        """Ask for as many at once as case-flow takes."""
        asked = sorted(set(cases))
        found: dict[str, Card] = {}
        for begin in range(0, len(asked), MOST):
            found |= {card.id: card for card in await self._ask(asked[begin : begin + MOST])}
        return found

    async def _ask(self, cases: list[str]) -> tuple[Card, ...]:
        with asking("council-registry", "a token"):
            headers = {"Authorization": f"Bearer {await self._token()}"}
        with asking("case-flow", "cards"):
            answer = await self._http.post(self._url, json={"cases": cases}, headers=headers)
            answer.raise_for_status()
            return _Answer.model_validate_json(answer.content).items
