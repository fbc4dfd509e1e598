"""Drives the service: let neighbours tell, let time pass, `do` a command, and look at alerts and mails."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from pydantic import SecretStr

from councilkit.bus import MemoryBus
from councilkit.callers import Holding
from councilkit.due import DueStore
from councilkit.due.loop import DueLoop
from councilkit.due.memory_store import MemoryDueStore
from councilkit.events import Event
from councilkit.events.cases import AnswerGiven, AnswerOutcome, RuleStatus
from councilkit.events.meetings import MeetingForm, MeetingHeld, MeetingPlanned, MeetingType
from councilkit.events.notifications import AlertRaised
from councilkit.events.seating import MandateSet
from councilkit.events.structure import CouncilCountingSet
from councilkit.house import House
from councilkit.ids import random_id
from councilkit.inbox.sources import LocalSource
from councilkit.ledger import Call, Draft, Receipt
from councilkit.mailing.mail import Row, State
from councilkit.mailing.memory_store import MemoryMailStore
from councilkit.mailing.port import MailStore
from councilkit.mailing.states import WAITING
from councilkit.stores import Stores
from councilkit.telemetry import Telemetry
from councilkit.testing.mailing import MemoryCards, MemoryRelay, SentMail
from notifier.application.decide_rule import AdoptRule, WithdrawRule, adopt_rule, withdraw_rule
from notifier.application.look_at_council import LookAtCouncil
from notifier.application.service import Notifier
from notifier.bootstrap import Outside, furnish
from notifier.domain.rules import MEETINGS_A_YEAR, RULES
from notifier.settings import Settings
from notifier.subscriptions import CASE_FLOW, NAME, REGISTRY, VIEWS
from notifier.testing.cards import FakeTitles, a_card, asked
from notifier.testing.confirming import FakeConfirming
from notifier.testing.places import ASKED, CONTACT, HARBOUR, PLACES, UNITS, Place, known_people, posted
from notifier.testing.registry import FakeAbsences, FakeInvitations

LONG_AGO = datetime(2025, 12, 1, 9, 0, tzinfo=UTC)
"""When the councils were founded."""

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
"""When a test begins: a Tuesday, before the first step of the year."""

UNDER_WAY = (*WAITING, State.CLAIMED, State.ATTEMPTING)


class Driver:
    """notifier in memory, or on the stores of a test. Its clock stands at `now` until `wait_until` puts it forward."""

    def __init__(
        self, stores: Stores | None = None, *, mails: MailStore | None = None, due: DueStore | None = None
    ) -> None:
        bus = MemoryBus()
        self.now = LONG_AGO
        self.settings = Settings(mac_key=SecretStr("m" * 32), link_key=SecretStr("l" * 32))
        self.registry = House(REGISTRY, Stores.in_memory(), views={}, bus=bus, clock=self.clock)
        self.case_flow = House(CASE_FLOW, Stores.in_memory(), views={}, bus=bus, clock=self.clock)
        self.house = House(
            NAME,
            stores or Stores.in_memory(),
            views=VIEWS,
            sources=[LocalSource(house.name, house.stores.ledger) for house in (self.registry, self.case_flow)],
            bus=bus,
            clock=self.clock,
        )
        self.cards, self.contacts, self.relay = MemoryCards(), known_people(), MemoryRelay()
        self.confirming = FakeConfirming(self.cards)
        self.titles = FakeTitles()
        self.absences, self.invitations = FakeAbsences(), FakeInvitations()
        self._mandates = 0
        self.mails, self.due = mails or MemoryMailStore(clock=self.clock), due or MemoryDueStore()
        outside = Outside(
            self.due,
            self.mails,
            self.contacts,
            self.cards,
            self.titles,
            self.confirming,
            self.absences,
            self.invitations,
            self.relay,
        )
        self.service: Notifier = furnish(self.house, self.settings, outside, Telemetry(NAME))
        look = LookAtCouncil(self.service.known, self.house.ledger)
        # Beside the house's own, which looks each second.
        self.loop = DueLoop(self.due, look, clock=self.clock, ready=self.level)
        self._use_cases = _use_cases(self.service)

    def clock(self) -> datetime:
        return self.now

    async def level(self) -> bool:
        return all([await self.house.level(source) for source in self.house.viewed])

    async def do(self, command: object, by: Holding = CONTACT, *, key: str | None = None) -> Receipt:
        """Do a command, and let everything follow that follows. It has a key of its own, unless one is given."""
        command_id = f"http/{by.id}/{key or random_id()}"
        call = Call(by.id, command_id, repr(command).encode(), correlation=command_id)
        receipt = await self._use_cases[type(command)](command, by, call)
        await self.settle()
        return receipt

    async def adopt(self, *rules: str) -> None:
        """Let the directorate's contact adopt these rules, or all."""
        for rule in rules or RULES:
            await self.do(AdoptRule(rule))

    async def agree(
        self,
        *rules: str,
        meetings_a_year: int | None = None,
        at: Place = HARBOUR,
        **mandate: Any,  # noqa: ANN401 - a mandate's own
    ) -> None:
        """Let a council's mandate say that it follows these rules, and no others."""
        self._mandates += 1
        numbers = {RULES[rule].number: RULES[rule].a_year for rule in rules}
        if meetings_a_year is not None:
            numbers[MEETINGS_A_YEAR.number] = meetings_a_year
        usual = {"version": self._mandates, "starts": self.now.date(), "status": RuleStatus.AGREED, "numbers": numbers}
        await self.tell(MandateSet(council=at.id, **{**usual, **mandate}))

    async def count(self, *, counts_from: date | None = None, quiet: bool = False, at: Place = HARBOUR) -> None:
        """Let the registry say from when a council's duties count, and whether it is left in peace."""
        await self.tell(CouncilCountingSet(council=at.id, counts_from=counts_from, quiet=quiet))

    async def tell(self, *events: Event, by: str = "neighbour") -> None:
        """Let the registry or case-flow tell events, and let everything follow that follows."""
        for event in events:
            house = self.case_flow if hasattr(event, "case") or hasattr(event, "round") else self.registry
            call = Call(by, random_id(), b"", correlation="neighbour")
            await house.ledger.change(_stream(event), call, lambda *_, event=event: Draft(event))
        await self.settle()

    async def a_meeting(
        self,
        at: datetime,
        *places: Place,
        type: MeetingType = MeetingType.COUNCIL_MEETING,
        held_by: tuple[Holding, ...] | None = None,
    ) -> str:
        """Let a meeting be planned, and held if it is told by whom."""
        meeting, councils = random_id(), tuple(place.id for place in places or (HARBOUR,))
        form = MeetingForm.DIGITAL
        await self.tell(MeetingPlanned(meeting=meeting, councils=councils, type=type, form=form, starts_at=at))
        if held_by is not None:
            attended = tuple(holding.id for holding in held_by)
            await self.tell(MeetingHeld(meeting=meeting, councils=councils, attended=attended))
        return meeting

    async def an_answer(self, case: str = "sak", *, at: Place = HARBOUR, **card: object) -> str:
        """Let an old case of the council's be answered, and tell the entry of the answer."""
        self.cards.known[case] = a_card(case, at, self.now, **card)
        await self.tell(asked(case, at, self.now), AnswerGiven(case=case, unit=at.unit, outcome=AnswerOutcome.PARTLY))
        return f"case-{case}:000002"

    async def wait_until(self, moment: datetime) -> None:
        """Let time pass, with a look at whatever is due; what happens in between happens at its time."""
        self.now = moment
        await self.settle()

    async def settle(self) -> None:
        """Wait until all that was told has been taken in, and done."""
        while not await self._at_rest() or await self.loop.turn():  # noqa: ASYNC110 - as any reader finds out
            await asyncio.sleep(0.001)
        await self.level()

    async def alerts(self) -> list[AlertRaised]:
        """Tell the alerts that were raised, in their order."""
        told = (await LocalSource(NAME, self.house.stores.ledger).read(0)).items
        return [event for item in told if isinstance(event := item.event(), AlertRaised)]

    async def steps(self, council: str = HARBOUR.id) -> list[str]:
        """Tell the steps that were raised for a council."""
        return [alert.step for alert in await self.alerts() if alert.council == council]

    async def rows(self, *states: State) -> list[Row]:
        """Tell the rows of mails in these states, or all."""
        return await self.mails.find(states=states or list(State))

    async def sent(self, name: str | None = None) -> list[SentMail]:
        """Wait until all mails that are due have left, or cannot; tell those that somebody got, or everybody."""
        while any(row.due <= self.now for row in await self.rows(*UNDER_WAY)):  # noqa: ASYNC110 - as a reader would
            await asyncio.sleep(0.001)
        return self.relay.to(self.contacts.people[name].email) if name else self.relay.sent

    async def _at_rest(self) -> bool:
        """Tell whether everything has been numbered, and every consumer has taken in what its publisher told."""
        houses = (self.registry, self.case_flow, self.house)
        if any([await house.stores.ledger.pending(1) for house in houses]):
            return False
        heads = {house.name: (await house.stores.ledger.head()).position for house in houses}
        places = [
            (source, (await self.house.stores.inbox.place(consumer)).position)
            for consumer, source in (await self.house.consumers()).items()
        ]
        return all(position >= heads[source] for source, position in places)


@asynccontextmanager
async def driving(
    stores: Stores | None = None, *, mails: MailStore | None = None, due: DueStore | None = None
) -> AsyncIterator[Driver]:
    """Run the service and its neighbours, which have told of the councils, around the block."""
    driver = Driver(stores, mails=mails, due=due)
    houses = (driver.registry, driver.case_flow, driver.house)
    for house in houses:
        await house.start()
    try:
        await furnish_places(driver)
        yield driver
    finally:
        for house in reversed(houses):
            await house.stop()


async def furnish_places(driver: Driver) -> None:
    """Let the registry tell of the units, the councils, and who sits there; then let time pass."""
    await driver.tell(*UNITS, *(event for place in PLACES for event in place.told()), posted(ASKED))
    await driver.wait_until(NOW)


def days(n: float) -> timedelta:
    return timedelta(days=n)


def _use_cases(service: Notifier) -> Mapping[type, Callable[[Any, Holding, Call], Awaitable[Receipt]]]:
    return {
        AdoptRule: partial(adopt_rule, ledger=service.ledger),
        WithdrawRule: partial(withdraw_rule, ledger=service.ledger),
    }


def _stream(event: Event) -> str:
    kind = next(
        kind for kind in ("round", "case", "meeting", "council", "unit", "organisation") if getattr(event, kind, None)
    )
    return f"{kind}-{getattr(event, kind)}"
