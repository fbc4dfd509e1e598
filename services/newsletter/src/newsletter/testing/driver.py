"""Drives the use cases: `do` a command as somebody, let neighbours tell, and look at what was mailed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from pydantic import SecretStr

from councilkit.bus import MemoryBus
from councilkit.callers import Holding
from councilkit.cards import Card
from councilkit.events import Event
from councilkit.events.cases import CaseReported, CaseSent, Due, Line, RuleStatus, Wish
from councilkit.events.councils import Language, PostEnded, TermEnded
from councilkit.house import House
from councilkit.ids import random_id
from councilkit.inbox import Doc, View, collection_of
from councilkit.inbox.sources import LocalSource
from councilkit.ledger import Call, Draft, Receipt
from councilkit.mailing.mail import Row, State
from councilkit.mailing.memory_store import MemoryMailStore
from councilkit.mailing.port import MailStore
from councilkit.stores import Stores
from councilkit.telemetry import Telemetry
from councilkit.testing.mailing import MemoryCards, MemoryContacts, MemoryRelay, SentMail
from councilkit.testing.waiting import SECONDS
from newsletter.application.editions import campaign_of
from newsletter.application.freeze_edition import FreezeEdition, Level, freeze_edition
from newsletter.application.greet_edition import GreetEdition, greet_edition
from newsletter.application.open_edition import OpenEdition, open_edition
from newsletter.application.service import Newsletter
from newsletter.bootstrap import furnish
from newsletter.settings import Settings
from newsletter.subscriptions import CASE_FLOW, NAME, REGISTRY, VIEWS
from newsletter.testing.places import EDITOR, HARBOUR, PLACES, UNITS, Place

AUTUMN = datetime(2026, 10, 6, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)  # a Tuesday, two days after the half-year has closed
HALF = "2026-2"
UNDER_WAY = {State.PLANNED, State.CLAIMED, State.ATTEMPTING}
GREETING = {"nb": "Hei, alle sammen!", "nn": "Hei, alle saman!", "en": "Hello, everybody!"}


class Driver:
    """newsletter in memory, or on the stores of a test. Its clock stands at `now`, which a test may put forward."""

    def __init__(self, stores: Stores | None = None, mails: MailStore | None = None) -> None:
        bus = MemoryBus()
        self.now = NOW
        self.settings = Settings(mac_key=SecretStr("m" * 32), link_key=SecretStr("l" * 32))
        self.registry = House(REGISTRY, Stores.in_memory(), views={}, bus=bus)
        self.case_flow = House(CASE_FLOW, Stores.in_memory(), views={}, bus=bus, clock=self.clock)
        self.house = House(
            NAME,
            stores or Stores.in_memory(),
            views=VIEWS,
            sources=[LocalSource(house.name, house.stores.ledger) for house in (self.registry, self.case_flow)],
            bus=bus,
            clock=self.clock,
        )
        self.cards, self.contacts, self.relay = MemoryCards(), MemoryContacts(), MemoryRelay()
        self.mails = mails or MemoryMailStore(clock=self.clock)
        self.service, self._dispatcher = furnish(
            self.house,
            self.settings,
            mails=self.mails,
            cards=self.cards,
            contacts=self.contacts,
            relay=self.relay,
            telemetry=Telemetry(NAME),
        )
        self._use_cases = _use_cases(self.service)

    def clock(self) -> datetime:
        return self.now

    def put_forward(self, time: timedelta) -> None:
        """Let time pass; what is due by then is looked at."""
        self.now += time
        self._dispatcher.nudge()

    async def do(self, command: object, by: Holding = EDITOR, *, key: str | None = None) -> Receipt:
        """Do a command; what it did can be read afterwards. Every command has a key of its own, unless it is given."""
        command_id = f"http/{by.id}/{key or random_id()}"
        call = Call(by.id, command_id, repr(command).encode(), correlation=command_id)
        receipt = await self._use_cases[type(command)](command, by, call)
        await self.house.seen(receipt, SECONDS)
        return receipt

    async def tell(self, *events: Event) -> None:
        """Let the registry or case-flow tell events, and wait until they have arrived."""
        for event in events:
            house = self.case_flow if hasattr(event, "case") else self.registry
            call = Call("neighbour", random_id(), b"", correlation="neighbour")
            await house.ledger.change(_stream(event), call, lambda *_, event=event: Draft(event))
        assert await self.service.level()  # noqa: S101 - tests call it

    async def a_case(
        self,
        case: str,
        origin: Place = HARBOUR,
        *,
        to: Place | None = None,
        at: datetime = AUTUMN,
        **card: Any,  # noqa: ANN401 - what the card tells otherwise
    ) -> Card:
        """Let a council raise a case at a time, and send it on to another."""
        now, self.now = self.now, at
        lines, language = (Line.AT,), Language.NB
        raised = CaseReported(case=case, reference=f"26-{case}", council=origin.id, lines=lines, language=language)
        await self.tell(raised, *([_sent(case, origin, to)] if to else []))
        self.now = now
        self.cards.known[case] = a_card(case, origin.id, at=at, **card)
        return self.cards.known[case]

    async def remember(self, view: View, docs: Mapping[str, Doc]) -> None:
        """Let our view hold these, as if case-flow had told us of very much."""
        stores = self.house.stores
        generation = (await stores.inbox.generations(CASE_FLOW)).current
        kept = {key: {**doc, "_id": key, "sequence": 1} for key, doc in docs.items()}
        await stores.views.put_many(collection_of(view.name, generation), kept)

    async def opened(self, half: str = HALF) -> str:
        """Open an edition and tell its id."""
        return self.service.editions.id_of(await self.do(OpenEdition(half)))

    async def greeted(self, half: str = HALF) -> str:
        """Bring an edition as far as its greeting."""
        edition = await self.opened(half)
        await self.do(GreetEdition(edition, **GREETING))
        return edition

    async def freeze(self, edition: str) -> str:
        """Send a greeted edition, until every mail has left, or cannot."""
        await self.do(FreezeEdition(edition))
        await self.until_over(edition)
        return edition

    async def sent(self, half: str = HALF) -> str:
        """Bring an edition all the way."""
        return await self.freeze(await self.greeted(half))

    async def until_over(self, edition: str) -> None:
        """Wait until every mail of an edition has left, or cannot."""
        await self._until(edition, lambda row: row.state not in UNDER_WAY)

    async def until_put_off(self, edition: str) -> None:
        """Wait until every mail of an edition waits for a better time."""
        await self._until(edition, lambda row: row.due > self.now)

    async def _until(self, edition: str, so: Callable[[Row], bool]) -> None:
        while not (rows := await self.rows(edition)) or not all(map(so, rows)):  # noqa: ASYNC110 - as any reader does
            await asyncio.sleep(0.001)

    def mail_to(self, name: str) -> SentMail:
        """Tell the one mail that somebody got."""
        [mail] = self.relay.to(self.contacts.people[name].email)
        return mail

    def behind(self, level: Level) -> None:
        """Let freezing find that we have not heard all there is to hear."""
        self._use_cases = _use_cases(replace(self.service, level=level))

    async def rows(self, edition: str) -> list[Row]:
        """Tell an edition's mails, in the order of their keys."""
        return await self.mails.find(states=list(State), campaign=campaign_of(edition), limit=1_000)


@asynccontextmanager
async def driving(stores: Stores | None = None, mails: MailStore | None = None) -> AsyncIterator[Driver]:
    """Run the service and its neighbours, which have told of the councils, around the block."""
    driver = Driver(stores, mails)
    houses = (driver.registry, driver.case_flow, driver.house)
    for house in houses:
        await house.start()
    try:
        await people(driver)
        yield driver
    finally:
        for house in reversed(houses):
            await house.stop()


async def people(driver: Driver) -> None:
    """Let the registry tell of the units, the councils, who sits there, and how they are reached."""
    await driver.tell(*UNITS, *(event for place in PLACES for event in place.told))
    for place in PLACES:
        for name, holding in zip(place.people, (place.leader, place.member), strict=True):
            driver.contacts.add(name, holding.id)


def a_card(case: str, origin: str, *, at: datetime, **more: object) -> Card:
    """Make up what case-flow would tell of a case."""
    told = {
        "id": case,
        "reference": f"26-{case}",
        "title": f"Sak {case}",
        "short": "Mange møter til første samtale uten tolk.",
        "short_answer": None,
        "state": "reported",
        "word": "reported",
        "origin": origin,
        "holder": origin,
        "language": "nb",
        "sequence": 1,
        "updated": at,
    }
    return Card.model_validate(told | more)


def _use_cases(service: Newsletter) -> Mapping[type, Callable[[Any, Holding, Call], Awaitable[Receipt]]]:
    return {
        OpenEdition: partial(open_edition, editions=service.editions),
        GreetEdition: partial(greet_edition, editions=service.editions),
        FreezeEdition: partial(
            freeze_edition, editions=service.editions, known=service.known, level=service.level, clock=service.clock
        ),
    }


def ended(holding: Holding, on: date) -> Event:
    """Tell that a term or post is over after a day."""
    if holding.council:
        return TermEnded(council=holding.council, term=holding.id, on=on)
    return PostEnded(unit=holding.unit or "", post=holding.id, on=on)


def _sent(case: str, sender: Place, to: Place) -> CaseSent:
    due = Due(on=date(2026, 10, 20), rule="receive", status=RuleStatus.PROPOSED)
    return CaseSent(case=case, sender=sender.id, to=to.id, wish=Wish.STATEMENT, due=due)


def _stream(event: Event) -> str:
    kind = next(kind for kind in ("case", "council", "unit") if hasattr(event, kind))
    return f"{kind}-{getattr(event, kind)}"
