"""The only place that knows every part of the service."""

from collections.abc import Awaitable, Callable, Mapping
from functools import cache, partial
from importlib.metadata import version

import httpx2
from fastapi import FastAPI

from councilkit.bus import Bus
from councilkit.cards import Cards, HttpCards
from councilkit.clock import Clock, utc_now
from councilkit.house import House
from councilkit.house_on_mongo import database_of, house_on_mongo
from councilkit.ids import Ids, random_id
from councilkit.inbox.http_source import HttpSource
from councilkit.mailing.contacts import HttpContacts
from councilkit.mailing.dispatcher import Dispatcher
from councilkit.mailing.letters import Letters
from councilkit.mailing.links import Links
from councilkit.mailing.message import domain_of
from councilkit.mailing.mongo_store import MongoMailStore
from councilkit.mailing.port import Contacts, MailStore, Relay
from councilkit.mailing.relay import SmtpRelay
from councilkit.mailing.routes import mail_routers
from councilkit.mongo import Mongo
from councilkit.telemetry import Telemetry
from councilkit.web import TokenVerifier, Verifier, http_jwks
from councilkit.web.house_app import house_app
from councilkit.web.service_tokens import ServiceTokens
from councilkit.wording import Wording, wordings
from newsletter.api import acts, commands, reading
from newsletter.application.addresses import Addresses
from newsletter.application.compose_digest import ComposeDigest
from newsletter.application.plan_digests import DIGEST, PlanDigests
from newsletter.application.service import Newsletter
from newsletter.settings import Settings
from newsletter.subscriptions import CASE_FLOW, NAME, REGISTRY, VIEWS, all_is_heard, follow_editions

TO_REGISTRY, TO_CASE_FLOW = "ledger:read contacts:resolve", "ledger:read cards:read"
"""What each neighbour is asked with: it sees the token, and could show it to the other."""


def build(
    settings: Settings,
    *,
    bus: Bus | None = None,
    clock: Clock = utc_now,
    ids: Ids = random_id,  # noqa: ARG001 - every service is built alike; an edition's id comes from its command
    http: Callable[[], httpx2.AsyncClient] = httpx2.AsyncClient,
    relay: Relay | None = None,
) -> FastAPI:
    """Wire the service to its database, to the registry and case-flow, to the bus, and to the relay for mail."""
    telemetry = Telemetry.from_environment(NAME)
    caller = telemetry.traced(http())
    mongo = Mongo.from_settings(settings)
    registry, case_flow = (str(url).rstrip("/") for url in (settings.registry_url, settings.case_flow_url))
    tokens = partial(ServiceTokens.of, settings, caller, clock=clock)
    to_registry, to_case_flow = tokens(scope=TO_REGISTRY), tokens(scope=TO_CASE_FLOW)
    asked = ((REGISTRY, registry, to_registry), (CASE_FLOW, case_flow, to_case_flow))
    sources = [HttpSource(name, url, caller, token) for name, url, token in asked]
    house = house_on_mongo(
        NAME, settings, mongo, telemetry=telemetry, views=VIEWS, sources=sources, bus=bus, clock=clock
    )
    relay = relay or SmtpRelay.from_settings(settings)
    service, _ = furnish(
        house,
        settings,
        mails=MongoMailStore(mongo.database(database_of(NAME, settings)), clock=clock),
        cards=HttpCards(case_flow, caller, to_case_flow),
        contacts=HttpContacts(registry, caller, to_registry),
        relay=relay,
        telemetry=telemetry,
    )

    async def close() -> None:
        await relay.close()
        await mongo.close()
        await caller.aclose()

    verifier = TokenVerifier(http_jwks(f"{registry}/jwks", caller), issuer=registry, clock=clock)
    return assemble(house, service, settings, verifier=verifier, telemetry=telemetry, close=close)


def furnish(
    house: House,
    settings: Settings,
    *,
    mails: MailStore,
    cards: Cards,
    contacts: Contacts,
    relay: Relay,
    telemetry: Telemetry,
) -> tuple[Newsletter, Dispatcher]:
    """Put the use cases on a house, with what follows a frozen edition and the dispatcher of its mails."""
    links = Links(settings.link_key.get_secret_value(), house.clock)
    service = Newsletter.on(
        house, cards=cards, mails=mails, links=links, wordings=_words(), level=partial(all_is_heard, house)
    )
    compose = ComposeDigest(
        records=service.records,
        known=service.known,
        digests=service.digests,
        letters=_letters(),
        links=links,
        addresses=Addresses(str(settings.portal_url).rstrip("/")),
        list_id=f"{NAME}.{domain_of(settings.mail_from)}",
        clock=house.clock,
    )
    dispatcher = Dispatcher(
        mails,
        relay,
        contacts,
        {DIGEST: compose},
        sender=settings.mail_from,
        holdings_ended=service.known.holdings.over,
        clock=house.clock,
        meter=telemetry.meter,
    )
    follow_editions(house, PlanDigests(mails, contacts, house.seen, dispatcher.nudge))
    dispatcher.watch(house.stores.ledger.epoch)
    house.beside(dispatcher.run)
    return service, dispatcher


def assemble(
    house: House,
    service: Newsletter,
    settings: Settings,
    *,
    verifier: Verifier,
    telemetry: Telemetry,
    close: Callable[[], Awaitable[None]],
) -> FastAPI:
    """Put the routes on a house, which runs while the app does."""
    app = house_app(
        house,
        title="Rådslag: newsletter",
        version=version(NAME),
        telemetry=telemetry,
        verifier=verifier,
        routers=[
            commands.router,
            reading.router,
            acts.router,
            *mail_routers(service.mails, sender=settings.mail_from),
        ],
        holdings=service.known.holdings,
        close=close,
    )
    app.state.newsletter = service
    return app


@cache
def _words() -> Mapping[str, Wording]:
    return wordings(NAME, Wording)


@cache
def _letters() -> Letters:
    """Compile the templates once in a process."""
    return Letters(NAME, _words())
