"""Asking an app without a network: the app runs here, its lifespan too."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx2
from fastapi import FastAPI

from councilkit.callers import Holding
from councilkit.ids import random_id
from councilkit.testing.tokens import TokenMaker

BASE_URL = "http://service.example"


def client_of(app: FastAPI) -> httpx2.AsyncClient:
    """Make a client of an app that runs already, or needs no lifespan."""
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url=BASE_URL)


@asynccontextmanager
async def serving(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """Run the app's lifespan around the block, and give a client of it."""
    async with app.router.lifespan_context(app), client_of(app) as client:
        yield client


@dataclass
class Asker:
    """Someone with a token, who acts for one term or post; every command gets a fresh key unless it names one."""

    client: httpx2.AsyncClient
    token: str
    acting: str | None = None

    async def get(self, path: str, **params: Any) -> httpx2.Response:  # noqa: ANN401 - any parameter
        """Read something."""
        return await self.client.get(path, params=params or None, headers=self.headers())

    async def post(
        self,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        key: str | None = None,
        expected: int | None = None,
    ) -> httpx2.Response:
        """Give a command; `expected` is the sequence that was seen (If-Match)."""
        headers = self.headers() | {"Idempotency-Key": key or random_id()}
        if expected is not None:
            headers["If-Match"] = f'"{expected}"'
        return await self.client.post(path, json=dict(body or {}), headers=headers)

    async def put(self, path: str, body: Mapping[str, Any] | None = None) -> httpx2.Response:
        """Put something in the place of what is there."""
        return await self.client.put(path, json=dict(body or {}), headers=self.headers())

    def headers(self) -> dict[str, str]:
        """Tell who asks."""
        acting = {} if self.acting is None else {"Acting-As": self.acting}
        return {"Authorization": f"Bearer {self.token}"} | acting


class AskedApp:
    """An app that runs already, and askers with tokens for it."""

    def __init__(self, app: FastAPI, tokens: TokenMaker) -> None:
        self.app = app
        self.tokens = tokens
        self.client = client_of(app)

    def by(
        self, *holdings: Holding, subject: str = "somebody", acting: str | None = None, scopes: tuple[str, ...] = ()
    ) -> Asker:
        """Make somebody with these terms and posts, who acts for the first one or for `acting`."""
        token = self.tokens.token(*holdings, subject=subject, scopes=scopes)
        return Asker(self.client, token, acting or (holdings[0].id if holdings else None))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.client.aclose()
