"""The whole house in one process: every app under its path, the portal at the root, and the issuer beside them."""

import asyncio
import contextvars
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import Receive, Scope, Send

import case_flow.bootstrap
import council_registry.bootstrap
import newsletter.bootstrap
import notifier.bootstrap
import portal.bootstrap
import raadslag_local.issuer.bootstrap
import raadslag_local.mail.bootstrap
from councilkit.bus import MemoryBus
from councilkit.clock import Clock
from councilkit.ids import random_id
from raadslag_local.issuer.bootstrap import tokens_of
from raadslag_local.issuer.tokens import Tokens
from raadslag_local.place import (
    CASE_FLOW,
    CLIENT,
    INBOX,
    ISSUER,
    NEWSLETTER,
    NOTIFIER,
    PATIENCE,
    REGISTRY,
    Place,
)
from raadslag_local.settings import AllSettings


@dataclass(frozen=True)
class LocalHouse:
    app: Starlette
    apps: Mapping[str, FastAPI]
    """The apps by the path they are mounted at."""

    browser: Callable[[], httpx2.AsyncClient]
    """Makes clients that reach the house without leaving the process."""

    http: httpx2.AsyncClient

    tokens: Tokens

    def identify(self, subject: str) -> str:
        """Sign somebody in, as the issuer's page does."""
        return self.tokens.id_token(subject, client=CLIENT)


def build_house(place: Place, *, clock: Clock) -> LocalHouse:
    """Wire everything; nothing runs before the app's lifespan does."""
    settings = AllSettings(place)
    door = _Door()

    def client() -> httpx2.AsyncClient:
        return httpx2.AsyncClient(transport=_InProcess(app=door), base_url=place.addresses.portal, timeout=PATIENCE)

    http = client()
    shared: dict[str, Any] = {"bus": MemoryBus(), "clock": clock, "ids": random_id, "http": client}
    apps = {
        INBOX: raadslag_local.mail.bootstrap.build(settings.sink, clock=clock),
        REGISTRY: council_registry.bootstrap.build(settings.registry, **shared),
        CASE_FLOW: case_flow.bootstrap.build(settings.case_flow, **shared),
        NEWSLETTER: newsletter.bootstrap.build(settings.newsletter, **shared),
        NOTIFIER: notifier.bootstrap.build(settings.notifier, **shared),
        ISSUER: raadslag_local.issuer.bootstrap.build(settings.issuer, clock=clock, http=client),
        "/": portal.bootstrap.build(settings.portal, **shared),
    }
    door.app = _root(apps, http)
    return LocalHouse(door.app, apps, client, http, tokens_of(settings.issuer, clock=clock))


def _root(apps: Mapping[str, FastAPI], http: httpx2.AsyncClient) -> Starlette:
    @asynccontextmanager
    async def every_lifespan(_: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(http)
            for app in apps.values():
                await stack.enter_async_context(app.router.lifespan_context(app))
            yield

    mounts = [Mount(path, app) for path, app in apps.items()]
    return Starlette(routes=[Route(INBOX, _inbox), *mounts], lifespan=every_lifespan)


async def _inbox(_: Request) -> Response:
    return RedirectResponse(f"{INBOX}/")


class _Door:
    """The app that the services call each other in: known only once all of them are built."""

    app: Starlette

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


class _InProcess(httpx2.ASGITransport):
    """Each request in a context of its own: as over a wire, a caller's log fields and spans stay with the caller."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        handled = super().handle_async_request(request)
        return await asyncio.create_task(handled, context=contextvars.Context())
