"""The only place that knows every part of the service."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version

import httpx2
from fastapi import FastAPI
from opentelemetry.metrics import Meter

from case_flow.adapters.mongo_drafts import MongoDrafts
from case_flow.adapters.typst_pages import TypstPages
from case_flow.api import (
    answers,
    answers_out,
    archive,
    drafts,
    ending,
    hops,
    importing,
    keeping,
    raising,
    reading,
    rounds,
    treating,
)
from case_flow.application.following.follow_closings import FollowClosings
from case_flow.application.following.follow_mergings import FollowMergings
from case_flow.application.following.let_drafts_go import LetDraftsGo
from case_flow.application.known import PATIENCE
from case_flow.application.raising.drafts import Drafts
from case_flow.application.rounds.follow_closings import FollowClosingsOfRounds
from case_flow.application.service import CaseFlow
from case_flow.settings import Settings
from case_flow.subscriptions import (
    NAME,
    REGISTRY,
    VIEWS,
    all_level,
    follow_due,
    follow_endings,
    follow_mergings,
    follow_with_commands,
)
from councilkit.bus import Bus
from councilkit.clock import Clock, utc_now
from councilkit.due import DueStore
from councilkit.due.loop import DueLoop
from councilkit.due.mongo_store import MongoDueStore
from councilkit.house import House
from councilkit.house_on_mongo import database_of, house_on_mongo
from councilkit.ids import Ids, random_id
from councilkit.inbox.http_source import HttpSource
from councilkit.mongo import Mongo
from councilkit.telemetry import Telemetry
from councilkit.web import TokenVerifier, Verifier, http_jwks
from councilkit.web.house_app import house_app
from councilkit.web.service_tokens import ServiceTokens

ROUTED = (raising, drafts, treating, hops, answers, ending, keeping, rounds, reading, answers_out, archive, importing)


@dataclass(frozen=True)
class Kept:
    """What the service keeps beside its house."""

    due: DueStore
    drafts: Drafts


def build(
    settings: Settings,
    *,
    bus: Bus | None = None,
    clock: Clock = utc_now,
    ids: Ids = random_id,  # noqa: ARG001 - every service is built alike; a case's id comes from its command
    http: Callable[[], httpx2.AsyncClient] = httpx2.AsyncClient,
) -> FastAPI:
    """Wire the service to its database, to the registry and to the bus."""
    telemetry = Telemetry.from_environment(NAME)
    caller = telemetry.traced(http())
    mongo = Mongo.from_settings(settings)
    registry = str(settings.registry_url).rstrip("/")
    tokens = ServiceTokens.of(settings, caller, scope="ledger:read", clock=clock)
    house = house_on_mongo(
        NAME,
        settings,
        mongo,
        telemetry=telemetry,
        views=VIEWS,
        sources=[HttpSource(REGISTRY, registry, caller, tokens)],
        bus=bus,
        clock=clock,
    )

    async def close() -> None:
        await mongo.close()
        await caller.aclose()

    database = mongo.database(database_of(NAME, settings))
    kept = Kept(MongoDueStore(database, clock=clock), MongoDrafts(database))
    service, _ = furnish(house, kept, clock=clock, meter=telemetry.meter)
    verifier = TokenVerifier(http_jwks(f"{registry}/jwks", caller), issuer=registry, clock=clock)
    return assemble(house, service, verifier=verifier, telemetry=telemetry, close=close)


def furnish(
    house: House, kept: Kept, *, clock: Clock, patience: float = PATIENCE, meter: Meter | None = None
) -> tuple[CaseFlow, DueLoop]:
    """Put the use cases on a house, with the commands that follow closings, and those that follow the clock."""
    service = CaseFlow.on(house, drafts=kept.drafts, clock=clock, patience=patience)
    level = partial(all_level, house)
    follow_with_commands(
        house,
        FollowClosings(service.cases, service.known, service.records, level),
        FollowClosingsOfRounds(service.rounds, service.known, service.round_records, level),
    )
    follow_mergings(house, FollowMergings(service.cases))
    follow_endings(house, LetDraftsGo(kept.drafts, clock))
    return service, follow_due(house, service, kept.due, meter=meter)


def assemble(
    house: House,
    service: CaseFlow,
    *,
    verifier: Verifier,
    telemetry: Telemetry,
    close: Callable[[], Awaitable[None]],
) -> FastAPI:
    """Put the routes on a house, which runs while the app does."""
    app = house_app(
        house,
        title="Rådslag: cases",
        version=version(NAME),
        telemetry=telemetry,
        verifier=verifier,
        routers=[module.router for module in ROUTED],
        holdings=service.holdings,
        close=close,
    )
    app.state.case_flow = service
    app.state.set_pages = TypstPages()
    app.state.large_bodies = dict.fromkeys(importing.PATHS, importing.LARGE)
    return app
