"""The whole house in one process: every app under its path, the portal at the root, and the issuer beside them."""

import asyncio
import contextvars
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from fastapi import FastAPI
from pydantic import HttpUrl, SecretStr
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.types import Receive, Scope, Send

import case_flow.bootstrap
import case_flow.settings
import council_registry.bootstrap
import council_registry.settings
import portal.bootstrap
import portal.settings
from council_registry.settings import ServiceClient
from councilkit.bus import MemoryBus
from councilkit.clock import Clock
from councilkit.ids import random_id
from councilkit.web import SigningKeys
from raadslag_local.issuer.app import Client, Issuer, build_issuer
from raadslag_local.issuer.directory import Directory
from raadslag_local.issuer.tokens import Tokens
from raadslag_local.one_name import OneName
from raadslag_local.secrets import Secrets

FOUNDER = "founder@example.no"
REGISTRY, CASE_FLOW, ISSUER = "/council-registry", "/case-flow", "/issuer"
CLIENT = "portal"
PATIENCE = 15.0


@dataclass(frozen=True)
class Place:
    """Where a house stands: its address for browsers, its files, its database, its styles."""

    url: str
    folder: Path
    mongo_url: str
    assets: Path | None = None
    database_prefix: str = "raadslag"


@dataclass(frozen=True)
class LocalHouse:
    app: Starlette
    apps: Mapping[str, FastAPI]
    """The apps by the path they are mounted at."""

    http: httpx2.AsyncClient
    """Reaches the house without leaving the process."""

    issuer: Issuer

    def identify(self, subject: str) -> str:
        """Sign somebody in, as the issuer's page does."""
        return self.issuer.tokens.id_token(subject, client=CLIENT)


def build_house(place: Place, *, clock: Clock) -> LocalHouse:
    """Wire everything; nothing runs before the app's lifespan does."""
    place.folder.mkdir(parents=True, exist_ok=True)
    secrets = Secrets.from_file(place.folder / "secrets.json")
    door = _Door()

    def client() -> httpx2.AsyncClient:
        return httpx2.AsyncClient(transport=_InProcess(app=door), base_url=place.url, timeout=PATIENCE)

    http = client()
    issuer = _issuer(place, secrets, http, clock)
    shared: dict[str, Any] = {"bus": MemoryBus(), "clock": clock, "ids": random_id, "http": client}
    apps = {
        REGISTRY: council_registry.bootstrap.build(_registry_settings(place, secrets), **shared),
        CASE_FLOW: case_flow.bootstrap.build(_case_flow_settings(place, secrets), **shared),
        ISSUER: build_issuer(issuer),
        "/": portal.bootstrap.build(_portal_settings(place, secrets), **shared),
    }
    door.app = _root(apps, http, place)
    return LocalHouse(door.app, apps, http, issuer)


def _root(apps: Mapping[str, FastAPI], http: httpx2.AsyncClient, place: Place) -> Starlette:
    @asynccontextmanager
    async def every_lifespan(_: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(http)
            for app in apps.values():
                await stack.enter_async_context(app.router.lifespan_context(app))
            yield

    return Starlette(
        routes=[Mount(path, app) for path, app in apps.items()],
        middleware=[Middleware(OneName, url=place.url)],
        lifespan=every_lifespan,
    )


def _issuer(place: Place, secrets: Secrets, http: httpx2.AsyncClient, clock: Clock) -> Issuer:
    url = place.url + ISSUER
    tokens = Tokens(SigningKeys.from_file(place.folder / "issuer-keys.json"), issuer=url, clock=clock)
    directory = Directory(http, REGISTRY, client_id="issuer", client_secret=secrets.issuer, founder=FOUNDER)
    return Issuer(url, Client(CLIENT, place.url), tokens, directory.people)


def _common(place: Place) -> dict[str, Any]:
    return {
        "mongo_url": SecretStr(place.mongo_url),
        "database_prefix": place.database_prefix,
        "registry_url": HttpUrl(place.url + REGISTRY),
        "case_flow_url": HttpUrl(place.url + CASE_FLOW),
    }


def _registry_settings(place: Place, secrets: Secrets) -> council_registry.settings.Settings:
    return council_registry.settings.Settings(
        **_common(place),
        mac_key=SecretStr(secrets.mac_key),
        keys_file=place.folder / "access-keys.json",
        outside_issuer=place.url + ISSUER,
        outside_jwks_url=HttpUrl(f"{place.url}{ISSUER}/jwks"),
        outside_audience=CLIENT,
        outside_algorithm="ES256",
        subject_keys={"local": SecretStr(secrets.subject_key)},
        founder=SecretStr(FOUNDER),
        client_id="council-registry",
        client_secret=SecretStr(secrets.registry),
        clients={
            "council-registry": _service(secrets.registry, "ledger:read"),
            "case-flow": _service(secrets.case_flow, "ledger:read"),
            "issuer": _service(secrets.issuer, "people:list"),
        },
    )


def _service(secret: str, *scopes: str) -> ServiceClient:
    return ServiceClient(secret=SecretStr(secret), scopes=frozenset(scopes))


def _case_flow_settings(place: Place, secrets: Secrets) -> case_flow.settings.Settings:
    return case_flow.settings.Settings(
        **_common(place),
        mac_key=SecretStr(secrets.mac_key),
        client_id="case-flow",
        client_secret=SecretStr(secrets.case_flow),
    )


def _portal_settings(place: Place, secrets: Secrets) -> portal.settings.PortalSettings:
    return portal.settings.PortalSettings(
        **_common(place),
        assets=place.assets,
        issuer_url=HttpUrl(place.url + ISSUER),
        issuer_client_id=CLIENT,
        portal_url=HttpUrl(place.url),
        portal_secret=SecretStr(secrets.portal_secret),
    )


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
