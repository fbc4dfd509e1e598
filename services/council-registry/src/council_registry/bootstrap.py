"""The only place that knows every part of the service."""

from collections.abc import Awaitable, Callable, Mapping
from importlib.metadata import version

import httpx2
from fastapi import FastAPI

from council_registry.adapters.mongo_imports import MongoImports
from council_registry.adapters.mongo_people import keeping_on_mongo
from council_registry.adapters.oidc_tokens import OidcTokens
from council_registry.adapters.packaged_rules import packaged_rules
from council_registry.adapters.packaged_units import packaged_units
from council_registry.adapters.typst_certificates import TypstCertificates
from council_registry.api import (
    attendance,
    chart,
    composition,
    council_people,
    councils,
    imports,
    invitations,
    mandates,
    me,
    meeting_deeds,
    meeting_types,
    meetings,
    my_seats,
    nominations,
    organisations,
    people,
    post_holders,
    public,
    reading,
    regions,
    seats,
    tokens,
    units,
)
from council_registry.application.importing.service import Importing
from council_registry.application.people.exchange_token import Door
from council_registry.application.people.grant_service_token import Client
from council_registry.application.people.people_ports import Keeping
from council_registry.application.people.subjects import SubjectKeys
from council_registry.application.people.sweep_contacts import tidying
from council_registry.application.service import Packaged, Registry
from council_registry.settings import Settings
from council_registry.subscriptions import CASE_FLOW, NAME, VIEWS, follow_ourselves
from councilkit.bus import Bus
from councilkit.clock import Clock, utc_now
from councilkit.due.mongo_store import MongoDueStore
from councilkit.house import House
from councilkit.house_on_mongo import database_of, house_on_mongo
from councilkit.ids import Ids, random_id
from councilkit.inbox.http_source import HttpSource
from councilkit.mongo import Mongo
from councilkit.telemetry import Telemetry
from councilkit.web import (
    AccessTokens,
    Caller,
    SignedTokens,
    TokenVerifier,
    Verifier,
    http_jwks,
    own_jwks,
)
from councilkit.web.house_app import house_app
from councilkit.web.key_file import KeyFile

ROUTED = (
    units,
    councils,
    reading,
    chart,
    regions,
    public,
    seats,
    mandates,
    nominations,
    my_seats,
    meetings,
    meeting_deeds,
    meeting_types,
    attendance,
    people,
    me,
    council_people,
    post_holders,
    composition,
    invitations,
    organisations,
    imports,
    tokens,
)
RULES = "S1-2018"
OURSELVES = Caller(subject=NAME, scopes=frozenset({"ledger:read"}))


def build(
    settings: Settings,
    *,
    bus: Bus | None = None,
    clock: Clock = utc_now,
    ids: Ids = random_id,
    http: Callable[[], httpx2.AsyncClient] = httpx2.AsyncClient,
) -> FastAPI:
    """Wire the service to its database, to the outside issuer, to case-flow and to the bus."""
    mongo = Mongo.from_settings(settings)
    telemetry = Telemetry.from_environment(NAME)
    caller = telemetry.traced(http())
    issuer = str(settings.registry_url).rstrip("/")
    access_tokens = AccessTokens(KeyFile(settings.keys_file), issuer=issuer, clock=clock, ids=ids)
    house = house_on_mongo(
        NAME,
        settings,
        mongo,
        telemetry=telemetry,
        views=VIEWS,
        sources=[_cases(settings, caller, access_tokens)],
        bus=bus,
        clock=clock,
    )
    journal, database = _journal(settings, mongo), mongo.database(database_of(NAME, settings))
    keeping = keeping_on_mongo(database, journal.database(f"{settings.database_prefix}_erasures"))
    service = _service(settings, house, keeping, _door(settings, caller, clock))
    follow_ourselves(house, service, MongoDueStore(database, clock=clock), meter=telemetry.meter)
    importing = Importing.on(house, service, MongoImports(database))
    house.beside(importing.carrying_out.run)
    return assemble(
        house,
        service,
        importing,
        access_tokens=access_tokens,
        verifier=TokenVerifier(own_jwks(access_tokens), issuer=issuer, clock=clock),
        telemetry=telemetry,
        close=_closing(caller, mongo, journal),
    )


def assemble(
    house: House,
    service: Registry,
    importing: Importing,
    *,
    access_tokens: AccessTokens,
    verifier: Verifier,
    telemetry: Telemetry,
    close: Callable[[], Awaitable[None]],
) -> FastAPI:
    """Put the routes on a house, which runs while the app does."""
    app = house_app(
        house,
        title="Rådslag: councils",
        version=version(NAME),
        telemetry=telemetry,
        verifier=verifier,
        routers=[module.router for module in ROUTED],
        holdings=service.records,
        close=close,
        beside=[lambda: tidying(service)],
    )
    app.state.registry = service
    app.state.importing = importing
    app.state.large_bodies = dict.fromkeys(("/imports", "/imports/preview"), imports.LARGE)
    app.state.access_tokens = access_tokens
    return app


def _service(settings: Settings, house: House, keeping: Keeping, door: Door) -> Registry:
    packaged = Packaged(packaged_units, packaged_rules(RULES), TypstCertificates())
    return Registry.on(
        house, keeping=keeping, packaged=packaged, door=door, clients=_clients(settings), clock=house.clock
    )


def _cases(settings: Settings, http: httpx2.AsyncClient, access_tokens: AccessTokens) -> HttpSource:
    async def own_token() -> str:
        return access_tokens.issue(OURSELVES)

    return HttpSource(CASE_FLOW, str(settings.case_flow_url), http, own_token)


def _closing(caller: httpx2.AsyncClient, *stores: Mongo) -> Callable[[], Awaitable[None]]:
    async def close() -> None:
        for one in set(stores):
            await one.close()
        await caller.aclose()

    return close


def _journal(settings: Settings, mongo: Mongo) -> Mongo:
    """Reach the journal of erasures, which may have a place of its own."""
    url = settings.erasures_mongo_url
    return Mongo(url.get_secret_value(), driver=settings.mongo_driver) if url else mongo


def _door(settings: Settings, http: httpx2.AsyncClient, clock: Clock) -> Door:
    outside = SignedTokens(
        http_jwks(str(settings.outside_jwks_url), http),
        issuer=settings.outside_issuer,
        audience=settings.outside_audience,
        algorithm=settings.outside_algorithm,
        clock=clock,
    )
    keys = {name: key.get_secret_value().encode() for name, key in settings.subject_keys.items()}
    return Door(
        OidcTokens(outside), SubjectKeys(keys), settings.founder.get_secret_value() if settings.founder else None
    )


def _clients(settings: Settings) -> Mapping[str, Client]:
    return {name: Client(client.secret.get_secret_value(), client.scopes) for name, client in settings.clients.items()}
