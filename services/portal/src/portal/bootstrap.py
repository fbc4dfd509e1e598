"""The only place that knows every part of the portal."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from urllib.parse import urlsplit

import httpx2
from fastapi import FastAPI

from councilkit.bus import Bus
from councilkit.clock import Clock, utc_now
from councilkit.ids import Ids, random_id
from councilkit.mongo import Mongo
from councilkit.telemetry import Telemetry
from councilkit.web import FixedVerifier, build_app
from portal.adapters.assets import assets
from portal.adapters.case_flow import HttpCaseFlow
from portal.adapters.catalogues import wordings
from portal.adapters.issuer import HttpIssuer
from portal.adapters.mongo_boxes import MongoBoxes
from portal.adapters.newsletter import HttpNewsletter
from portal.adapters.notifier import HttpNotifier
from portal.adapters.registry import HttpRegistry
from portal.api import (
    answering,
    answers_out,
    cases,
    chart,
    councils,
    deeds,
    drafts,
    duties,
    editing,
    editions,
    erasing,
    following,
    founding,
    handover,
    imports,
    links,
    mandates,
    meeting_deeds,
    meeting_plan,
    meeting_types,
    meetings,
    myself,
    nominations,
    old_cases,
    organisations,
    planning,
    posts,
    public,
    report,
    reshaping,
    rounds,
    rules,
    seats,
    sign_in,
    sitters,
    static,
    status,
    tasks,
    units,
    ways_in,
)
from portal.api.cookies import Cookies
from portal.api.errors import add_error_pages
from portal.api.one_name import OneName
from portal.api.parts import Parts
from portal.api.screen import Screen
from portal.application import importing
from portal.application import old_cases as old_tables
from portal.application.drafts import Drafts
from portal.application.names import NameBook
from portal.application.notices import Notices
from portal.application.ports import Boxes, Issuer, Services
from portal.application.sessions import Sessions
from portal.application.sign_in import SignIn
from portal.application.tray import Tray
from portal.application.vault import Vault
from portal.settings import PortalSettings

NAME = "portal"
PATIENCE = 10.0  # seconds for a service to answer

# "/cases/new" stands before "/cases/{case}", "/councils/new" before "/councils/{council}"
ROUTERS = [
    module.router
    for module in (
        *(
            static,
            sign_in,
            status,
            tasks,
            report,
            drafts,
            cases,
            deeds,
            erasing,
            founding,
            councils,
            planning,
            meetings,
        ),
        *(rounds, answering, following, answers_out, old_cases),
        *(meeting_deeds, meeting_plan, meeting_types),
        *(chart, public, mandates, reshaping, units, organisations, posts),
        *(seats, sitters, handover, nominations, myself, ways_in, imports),
        *(duties, rules, editing, editions, links),
    )
]


def patient_client() -> httpx2.AsyncClient:
    return httpx2.AsyncClient(timeout=PATIENCE)


def build(
    settings: PortalSettings,
    *,
    bus: Bus | None = None,  # noqa: ARG001 - every service is built alike; the portal hears nothing
    clock: Clock = utc_now,
    ids: Ids = random_id,
    http: Callable[[], httpx2.AsyncClient] = patient_client,
) -> FastAPI:
    """Wire the portal to the services, the issuer and its own database."""
    telemetry = Telemetry.from_environment(NAME)
    caller = telemetry.traced(http())
    mongo = Mongo.from_settings(settings)
    boxes = MongoBoxes(mongo, f"{settings.database_prefix}_{NAME}")
    services = Services(
        HttpRegistry(caller, str(settings.registry_url), clock=clock),
        HttpCaseFlow(caller, str(settings.case_flow_url)),
        HttpNewsletter(caller, str(settings.newsletter_url)),
        HttpNotifier(caller, str(settings.notifier_url)),
    )
    issuer = HttpIssuer(
        caller,
        str(settings.issuer_url),
        client_id=settings.issuer_client_id,
        client_secret=settings.issuer_client_secret.get_secret_value(),
        home=home(settings),
        clock=clock,
    )
    parts = wire(settings, boxes, services, issuer, clock=clock, ids=ids)

    async def close() -> None:
        await mongo.close()
        await caller.aclose()

    app = assemble(parts, telemetry=telemetry, ready=boxes.ready, close=close)
    app.add_middleware(OneName, url=home(settings))
    return app


def wire(
    settings: PortalSettings,
    boxes: Boxes,
    services: Services,
    issuer: Issuer,
    *,
    clock: Clock,
    ids: Ids,
) -> Parts:
    """Make the parts that pages stand on."""
    vault = Vault(boxes, secret=settings.portal_secret.get_secret_value(), clock=clock)
    return Parts(
        services=services,
        issuer=issuer,
        sessions=Sessions(vault, services.registry, issuer, clock=clock, ids=ids),
        sign_in=SignIn(vault, issuer, clock=clock),
        drafts=Drafts(vault, clock=clock),
        tray=Tray(vault, clock=clock),
        notices=Notices(vault, clock=clock),
        names=NameBook(services.registry, clock=clock),
        screen=_screen(settings),
        clock=clock,
        ids=ids,
    )


def assemble(
    parts: Parts,
    *,
    telemetry: Telemetry,
    ready: Callable[[], Awaitable[object]],
    close: Callable[[], Awaitable[None]],
) -> FastAPI:
    """Put the routes and the error pages on the parts."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await close()
        telemetry.shutdown()

    app = build_app(
        name=NAME,
        title="Rådslag",
        version=version(NAME),
        telemetry=telemetry,
        verifier=FixedVerifier({}),  # people come with a session; no route of ours takes a token
        routers=ROUTERS,
        lifespan=lifespan,
        ready=ready,
    )
    app.state.parts = parts
    app.state.large_bodies = {"/import": importing.LARGE, old_cases.ADDRESS: old_tables.LARGE}
    add_error_pages(app)
    return app


def home(settings: PortalSettings) -> str:
    return str(settings.portal_url).rstrip("/")


def _screen(settings: PortalSettings) -> Screen:
    issuer = urlsplit(str(settings.issuer_url))
    return Screen(
        wordings(),
        assets(settings.assets),
        Cookies(secure=settings.portal_url.scheme == "https"),
        issuer_origin=f"{issuer.scheme}://{issuer.netloc}",
        statement=str(settings.accessibility_statement or ""),
    )
