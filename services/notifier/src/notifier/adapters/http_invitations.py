"""Asking council-registry for the codes of invitations, over HTTP."""

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime

import httpx2
from pydantic import BaseModel, Field

from councilkit.neighbours import asking
from notifier.application.compose_invitation import Code


class _Told(BaseModel):
    hold: str
    code: str = Field(repr=False)
    expires: datetime


class _Answer(BaseModel):
    items: tuple[_Told, ...]


class HttpInvitations:
    """Implements `Invitations`. `token` tells a service token with the scope `invitations:send`."""

    def __init__(self, url: str, http: httpx2.AsyncClient, token: Callable[[], Awaitable[str]]) -> None:
        self._url = f"{url.rstrip('/')}/invitations/codes"
        self._http = http
        self._token = token

    async def codes(self, holds: Collection[str]) -> list[Code]:
        with asking("council-registry", "a token"):
            headers = {"Authorization": f"Bearer {await self._token()}"}
        with asking("council-registry", "codes"):
            answer = await self._http.post(self._url, json={"holds": sorted(holds)}, headers=headers)
            answer.raise_for_status()
            return [Code(one.hold, one.code, one.expires) for one in _Answer.model_validate_json(answer.content).items]
