"""The only place that knows every part of the service."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version

import httpx2
from fastapi import FastAPI

from councilkit.bus import Bus
from councilkit.cards import Cards, HttpCards
from councilkit.chosen_bus import chosen_bus
from councilkit.clock import Clock, utc_now
from councilkit.due import DueStore
from councilkit.due_loop import DueLoop
from councilkit.due_mongo_store import MongoDueStore
from councilkit.house import House
from councilkit.ids import Ids, random_id
from councilkit.inbox import Source
from councilkit.inbox.http_source import HttpSource
from councilkit.mailing.contacts import HttpContacts
from councilkit.mailing.dispatcher import Dispatcher
from councilkit.mailing.letters import Letters
from councilkit.mailing.links import Links
from councilkit.mailing.mail import Compose
from councilkit.mailing.mongo_store import MongoMailStore
from councilkit.mailing.port import Contacts, MailStore, Relay
from councilkit.mailing.relay import SmtpRelay
from councilkit.mailing.routes import mail_routers
from councilkit.mongo import Mongo
from councilkit.mongo_stores import stores_on_mongo
from councilkit.stores import Stores
from councilkit.telemetry import Telemetry
from councilkit.web import TokenVerifier, Verifier, http_jwks
from councilkit.web.house_app import house_app
from councilkit.web.service_tokens import ServiceTokens
from councilkit.wording import Wording, wordings
from notifier.adapters.http_confirming import HttpConfirming
from notifier.api import acts, commands, reading
from notifier.application import plan_answer_mails, plan_duty_mails
from notifier.application.addresses import Addresses
from notifier.application.compose_answer import ComposeAnswer
from notifier.application.compose_duties import ComposeDuties
from notifier.application.confirm_by_link import Confirming
from notifier.application.look_again import LookAgain
from notifier.application.look_at_council import LookAtCouncil
from notifier.application.plan_answer_mails import PlanAnswerMails
from notifier.application.plan_duty_mails import PlanDutyMails
from notifier.application.service import Notifier
from notifier.settings import Settings
from notifier.subscriptions import CASE_FLOW, NAME, REGISTRY, VIEWS, follow_duties, follow_with_mails

SCOPES = "ledger:read contacts:resolve cards:read cases:confirm"


@dataclass(frozen=True)
class Outside:
    """What the service reaches beside its house: its other stores, its neighbours' answers, and the relay."""

    due: DueStore
    mails: MailStore
    contacts: Contacts
    cards: Cards
    confirming: Confirming
    relay: Relay


def build(
    settings: Settings,
    *,
    bus: Bus | None = None,
    clock: Clock = utc_now,
    ids: Ids = random_id,  # noqa: ARG001 - every service is built alike; an alert's id comes from its command
    http: Callable[[], httpx2.AsyncClient] = httpx2.AsyncClient,
    relay: Relay | None = None,
) -> FastAPI:
    """Wire the service to its database, to the registry and case-flow, to the bus, and to the relay for mail."""
    telemetry = Telemetry.from_environment(NAME)
    caller = telemetry.traced(http())
    mongo = Mongo.from_settings(settings)
    database = f"{settings.database_prefix}_{NAME}"
    registry, case_flow = (str(url).rstrip("/") for url in (settings.registry_url, settings.case_flow_url))
    tokens = ServiceTokens.of(settings, caller, scope=SCOPES, clock=clock)
    sources = [HttpSource(name, url, caller, tokens) for name, url in ((REGISTRY, registry), (CASE_FLOW, case_flow))]
    stores = stores_on_mongo(mongo, database)
    house = _house(settings, stores, sources, bus=bus, clock=clock, telemetry=telemetry)
    outside = Outside(
        due=MongoDueStore(mongo.database(database)),
        mails=MongoMailStore(mongo.database(database), clock=clock),
        contacts=HttpContacts(registry, caller, tokens),
        cards=HttpCards(case_flow, caller, tokens),
        confirming=HttpConfirming(case_flow, caller, tokens),
        relay=relay or SmtpRelay.from_settings(settings),
    )

    async def close() -> None:
        await outside.relay.close()
        await mongo.close()
        await caller.aclose()

    service = furnish(house, settings, outside, telemetry)
    verifier = TokenVerifier(http_jwks(f"{registry}/jwks", caller), issuer=registry, clock=clock)
    return assemble(house, service, settings, verifier=verifier, telemetry=telemetry, close=close)


def _house(
    settings: Settings,
    stores: Stores,
    sources: Sequence[Source],
    *,
    bus: Bus | None,
    clock: Clock,
    telemetry: Telemetry,
) -> House:
    return House(
        NAME,
        stores,
        views=VIEWS,
        sources=sources,
        bus=bus or chosen_bus(settings, NAME),
        clock=clock,
        mac_key=settings.mac_key.get_secret_value().encode(),
        tracer=telemetry.tracer,
        meter=telemetry.meter,
    )


def furnish(house: House, settings: Settings, outside: Outside, telemetry: Telemetry) -> Notifier:
    """Put the use cases on a house, with the loop that raises alerts, and the mails that follow."""
    links = Links(settings.link_key.get_secret_value(), house.clock)
    service = Notifier.on(house, mails=outside.mails, cards=outside.cards, confirming=outside.confirming, links=links)
    dispatcher = Dispatcher(
        outside.mails,
        outside.relay,
        outside.contacts,
        _composers(service, settings),
        sender=settings.mail_from,
        holdings_ended=service.known.ended,
        clock=house.clock,
        meter=telemetry.meter,
    )
    known, level = service.known, partial(_level, house, NAME, REGISTRY)
    look = LookAtCouncil(known, house.ledger, level)
    loop = DueLoop(outside.due, look, clock=house.clock)
    follow_duties(house, LookAgain(outside.due, known, loop.nudge))
    follow_with_mails(
        house,
        PlanDutyMails(outside.mails, outside.contacts, known, level, house.clock),
        PlanAnswerMails(
            outside.mails,
            outside.contacts,
            known,
            partial(_level, house, CASE_FLOW, REGISTRY),
            dispatcher.nudge,
        ),
    )
    house.beside(loop.run)
    dispatcher.watch(house.stores.ledger.head)
    house.beside(dispatcher.run)
    return service


def assemble(
    house: House,
    service: Notifier,
    settings: Settings,
    *,
    verifier: Verifier,
    telemetry: Telemetry,
    close: Callable[[], Awaitable[None]],
) -> FastAPI:
    """Put the routes on a house, which runs while the app does."""
    app = house_app(
        house,
        title="Rådslag: duties and alerts",
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
    app.state.notifier = service
    return app


async def _level(house: House, *sources: str) -> bool:
    """Tell whether we have heard all that these have told: no alert hangs on whether case-flow answers."""
    return all([await house.level(source) for source in sources])


def _composers(service: Notifier, settings: Settings) -> Mapping[str, Compose]:
    letters = Letters(NAME, wordings(NAME, Wording))
    addresses = Addresses(str(settings.portal_url).rstrip("/"))
    known, clock = service.known, service.clock
    return {
        plan_duty_mails.KIND: ComposeDuties(service.ledger, known, letters, addresses, clock),
        plan_answer_mails.KIND: ComposeAnswer(service.cards, known, letters, service.links, addresses, clock),
    }
