"""The only place that knows every part of the service."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version

import httpx2
from fastapi import FastAPI

from councilkit.bus import Bus
from councilkit.cards import Cards, HttpCards
from councilkit.clock import Clock, utc_now
from councilkit.due import DueStore
from councilkit.due.loop import DueLoop
from councilkit.due.mongo_store import MongoDueStore
from councilkit.house import House
from councilkit.house_on_mongo import database_of, house_on_mongo
from councilkit.ids import Ids, random_id
from councilkit.inbox.http_source import HttpSource
from councilkit.ledger import Head
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
from councilkit.telemetry import Telemetry
from councilkit.web import TokenVerifier, Verifier, http_jwks
from councilkit.web.house_app import house_app
from councilkit.web.service_tokens import ServiceTokens
from councilkit.wording import Wording, wordings
from notifier.adapters.http_absences import HttpAbsences
from notifier.adapters.http_confirming import HttpConfirming
from notifier.adapters.http_invitations import HttpInvitations
from notifier.adapters.http_round_titles import HttpRoundTitles
from notifier.api import acts, commands, reading
from notifier.application import (
    plan_answer_mails,
    plan_case_mails,
    plan_duty_mails,
    plan_invitation_mails,
    plan_late_mails,
    plan_nomination_mails,
    plan_notice_mails,
    plan_round_mails,
)
from notifier.application.absence_by_link import Absences
from notifier.application.addresses import Addresses
from notifier.application.campaigns import Campaigns
from notifier.application.compose_answer import ComposeAnswer
from notifier.application.compose_case import ComposeCase
from notifier.application.compose_duties import ComposeDuties
from notifier.application.compose_invitation import ComposeInvitation, Invitations
from notifier.application.compose_late import ComposeLate
from notifier.application.compose_nomination import ComposeNomination
from notifier.application.compose_notice import ComposeNotice
from notifier.application.compose_round import ComposeRound, RoundTitles
from notifier.application.confirm_by_link import Confirming
from notifier.application.daily_mails import DailyMails
from notifier.application.level import Level, LevelSince, OnceAMinute
from notifier.application.look_again import LookAgain
from notifier.application.look_at_council import LookAtCouncil
from notifier.application.mail_hours import HOURS
from notifier.application.nobody import Nobody
from notifier.application.plan_answer_mails import PlanAnswerMails
from notifier.application.plan_case_mails import PlanCaseMails
from notifier.application.plan_duty_mails import PlanDutyMails
from notifier.application.plan_invitation_mails import PlanInvitationMails
from notifier.application.plan_late_mails import PlanLateMails
from notifier.application.plan_nomination_mails import PlanNominationMails
from notifier.application.plan_notice_mails import PlanNoticeMails
from notifier.application.plan_round_mails import PlanRoundMails
from notifier.application.service import Notifier
from notifier.settings import Settings
from notifier.subscriptions import CASE_FLOW, NAME, REGISTRY, VIEWS, Mails, follow_duties, follow_with_mails

ASKED_WITH = ("ledger:read contacts:resolve invitations:send absence:tell", "ledger:read cards:read cases:confirm")
"""What the registry and case-flow are asked with: each sees its token, and could show it to the other."""


@dataclass(frozen=True)
class Outside:
    """What the service reaches beside its house: its other stores, its neighbours' answers, and the relay."""

    due: DueStore
    mails: MailStore
    contacts: Contacts
    cards: Cards
    titles: RoundTitles
    confirming: Confirming
    absences: Absences
    invitations: Invitations
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
    registry, case_flow = (str(url).rstrip("/") for url in (settings.registry_url, settings.case_flow_url))
    to_registry, to_case_flow = (ServiceTokens.of(settings, caller, scope=scope, clock=clock) for scope in ASKED_WITH)
    asked = ((REGISTRY, registry, to_registry), (CASE_FLOW, case_flow, to_case_flow))
    heard = [HttpSource(name, url, caller, token) for name, url, token in asked]
    house = house_on_mongo(NAME, settings, mongo, telemetry=telemetry, views=VIEWS, sources=heard, bus=bus, clock=clock)
    database = mongo.database(database_of(NAME, settings))
    outside = Outside(
        due=MongoDueStore(database, clock=clock),
        mails=MongoMailStore(database, clock=clock),
        contacts=HttpContacts(registry, caller, to_registry),
        cards=HttpCards(case_flow, caller, to_case_flow),
        titles=HttpRoundTitles(case_flow, caller, to_case_flow),
        confirming=HttpConfirming(case_flow, caller, to_case_flow),
        absences=HttpAbsences(registry, caller, to_registry),
        invitations=HttpInvitations(registry, caller, to_registry),
        relay=relay or SmtpRelay.from_settings(settings),
    )

    async def close() -> None:
        await outside.relay.close()
        await mongo.close()
        await caller.aclose()

    service = furnish(house, settings, outside, telemetry)
    verifier = TokenVerifier(http_jwks(f"{registry}/jwks", caller), issuer=registry, clock=clock)
    return assemble(house, service, settings, verifier=verifier, telemetry=telemetry, close=close)


def furnish(house: House, settings: Settings, outside: Outside, telemetry: Telemetry) -> Notifier:
    """Put the use cases on a house, with the loop that raises alerts, and the mails that follow."""
    links = Links(settings.link_key.get_secret_value(), house.clock)
    level, of_cases = partial(_level, house, NAME, REGISTRY), partial(_level, house, CASE_FLOW, REGISTRY)
    nobody, since = Nobody(telemetry.meter), LevelSince(partial(_heads, house, CASE_FLOW, REGISTRY))
    service = Notifier.on(house, outside, links=links, level=level)
    dispatcher = Dispatcher(
        outside.mails,
        outside.relay,
        outside.contacts,
        _composers(service, settings, OnceAMinute(level, house.clock), OnceAMinute(of_cases, house.clock), outside),
        sender=settings.mail_from,
        holdings_ended=service.known.holdings.over,
        clock=house.clock,
        meter=telemetry.meter,
    )
    known = service.known
    look = LookAtCouncil(known, house.ledger)
    loop = DueLoop(outside.due, look, clock=house.clock, ready=level, meter=telemetry.meter)
    follow_duties(house, LookAgain(outside.due, known, loop.nudge))
    daily = DailyMails(outside.mails, outside.contacts, nobody, HOURS[settings.reminder_hours])
    campaigns = Campaigns(outside.mails, outside.contacts, nobody, dispatcher.nudge)
    follow_with_mails(
        house,
        Mails(
            duties=PlanDutyMails(daily, known, level, house.clock),
            answers=PlanAnswerMails(campaigns, known, of_cases),
            cases=PlanCaseMails(campaigns, known, since),
            late=PlanLateMails(daily, known, of_cases, house.clock),
            rounds=PlanRoundMails(campaigns, known, since, daily.hours),
            notices=PlanNoticeMails(campaigns, known, level),
            invitations=PlanInvitationMails(campaigns),
            nominations=PlanNominationMails(campaigns),
        ),
    )
    house.beside(loop.run)
    dispatcher.watch(house.stores.ledger.epoch)
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
    return await _heads(house, *sources) is not None


async def _heads(house: House, *sources: str) -> Head | None:
    """Tell the head of the first of these, if we have heard all that they have told."""
    heads = [await house.level(source) for source in sources]
    return heads[0] if all(heads) else None


def _composers(
    service: Notifier, settings: Settings, level: Level, of_cases: Level, outside: Outside
) -> Mapping[str, Compose]:
    letters = _letters()
    addresses = Addresses(str(settings.portal_url).rstrip("/"))
    known, links, clock = service.known, service.links, service.clock
    return {
        plan_duty_mails.KIND: ComposeDuties(service.ledger, known, level, letters, addresses, clock),
        plan_answer_mails.KIND: ComposeAnswer(service.cards, known, letters, links, addresses, clock),
        plan_case_mails.KIND: ComposeCase(service.cards, known, of_cases, letters, addresses),
        plan_late_mails.KIND: ComposeLate(service.cards, known, of_cases, letters, addresses, clock),
        plan_round_mails.KIND: ComposeRound(outside.titles, known, of_cases, letters, addresses),
        plan_notice_mails.KIND: ComposeNotice(known, level, letters, links, addresses, clock),
        plan_invitation_mails.KIND: ComposeInvitation(known, outside.invitations, letters, addresses),
        plan_nomination_mails.KIND: ComposeNomination(known, level, letters, addresses, clock),
    }


@cache
def _letters() -> Letters:
    """Compile the templates once in a process."""
    return Letters(NAME, wordings(NAME, Wording))
