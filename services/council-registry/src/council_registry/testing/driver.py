"""Drives the use cases: `do` a command as somebody, found a council with its seats, and look at what came of it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from council_registry.adapters.memory_imports import MemoryImports
from council_registry.adapters.memory_people import keeping_in_memory
from council_registry.adapters.packaged_rules import packaged_rules
from council_registry.application.importing.ports import Imports
from council_registry.application.importing.service import Importing
from council_registry.application.meetings.plan_series import Series
from council_registry.application.people.appointments import Appointment, Who
from council_registry.application.people.exchange_token import Door, ExchangeToken, Identity, exchange_token
from council_registry.application.people.grant_service_token import Client
from council_registry.application.people.invite import Given
from council_registry.application.people.people_ports import Keeping
from council_registry.application.people.subjects import SubjectKeys
from council_registry.application.seats.add_seat import AddSeat
from council_registry.application.seats.certificates import Statement
from council_registry.application.seats.start_term import StartTerm
from council_registry.application.service import Packaged, Registry
from council_registry.application.structure.found_council import FoundCouncil
from council_registry.application.structure.load_units import Loaded, LoadUnits
from council_registry.domain.refusals import OutsideTokenRefused
from council_registry.subscriptions import CASE_FLOW, NAME, VIEWS, follow_ourselves
from council_registry.testing.people import DIRECTORATE, THIS_YEAR, UNITS, charter, newcomer
from council_registry.testing.use_cases import Outcome, use_cases
from councilkit.bus import MemoryBus
from councilkit.callers import Holding
from councilkit.due import DueStore
from councilkit.due.memory_store import MemoryDueStore
from councilkit.events import Event, Item
from councilkit.events.councils import Level, Side, TermRole
from councilkit.house import House
from councilkit.ids import random_id
from councilkit.inbox import consumer_of
from councilkit.inbox.sources import LocalSource
from councilkit.ledger import Call, Draft, Receipt
from councilkit.stores import Stores
from councilkit.testing.holdings import a_term
from councilkit.testing.waiting import SECONDS

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
EDITION = "2026-08"
FOUNDER = "outside-founder"
CLIENTS = {"mailer": Client("a secret of the mailer", frozenset({"contacts:resolve", "ledger:read"}))}


class OutsideWords:
    """An outside issuer whose tokens are the subjects themselves, except for one that is forged."""

    async def subject(self, token: str) -> str:
        if token == "forged":  # noqa: S105 - says what it is
            raise OutsideTokenRefused("Forged.", field="subject_token")
        return token


async def spelt(statement: Statement) -> bytes:
    """Set a certificate as fast tests do: what it says, and no page."""
    return f"{statement.language} {statement.name} {statement.side} {statement.day}".encode()


@dataclass(frozen=True)
class Seated:
    """A council with a leader and a secretary."""

    id: str
    chair: str
    desk: str
    leader: Holding
    secretary: Holding


class Driver:
    """council-registry, in memory unless stores are given. Its clock stands at `now`, which a test may put forward."""

    def __init__(
        self,
        stores: Stores | None = None,
        keeping: Keeping | None = None,
        due: DueStore | None = None,
        imports: Imports | None = None,
    ) -> None:
        bus = MemoryBus()
        self.now = NOW
        self.cases = House(CASE_FLOW, Stores.in_memory(), views={}, bus=bus)
        source = LocalSource(CASE_FLOW, self.cases.stores.ledger)
        self.house = House(NAME, stores or Stores.in_memory(), views=VIEWS, sources=[source], bus=bus, clock=self.clock)
        self.keeping = keeping or keeping_in_memory()
        self.door = Door(OutsideWords(), SubjectKeys({"2026": b"a key for outside subjects"}), FOUNDER)
        self.service = Registry.on(
            self.house,
            keeping=self.keeping,
            packaged=Packaged(lambda _: UNITS, packaged_rules("S1-2018"), spelt),
            door=self.door,
            clients=CLIENTS,
            clock=self.clock,
        )
        self.contacts = self.service.contacts
        self.loop = follow_ourselves(self.house, self.service, due or MemoryDueStore(clock=self.clock))
        self.importing = Importing.on(self.house, self.service, imports or MemoryImports())
        self.house.beside(self.importing.carrying_out.run)
        self._use_cases = use_cases(self.service)
        self._told = 0

    def clock(self) -> datetime:
        return self.now

    async def do(self, command: object, by: Holding, *, key: str | None = None, expected: int | None = None) -> Any:  # noqa: ANN401 - each command has its own answer
        """Do a command; what it did can be read afterwards. Every command has a key of its own, unless it is given."""
        outcome = await self._begin(command, by, key=key, expected=expected)
        await self.house.seen(_last(outcome), SECONDS)
        return outcome

    async def _begin(
        self, command: object, by: Holding = DIRECTORATE, *, key: str | None = None, expected: int | None = None
    ) -> Any:  # noqa: ANN401 - see above
        """Do a command without waiting until it can be read; who waits for a later one waits for it too."""
        command_id = f"http/{by.id}/{key or random_id()}"
        call = Call(by.id, command_id, repr(command).encode(), correlation=command_id, expected=expected)
        return await self._use_cases[type(command)](command, by, call)

    async def sign_in(self, subject: str) -> Identity:
        service = self.service
        return await exchange_token(
            ExchangeToken(subject),
            door=self.door,
            contacts=service.contacts,
            records=service.records,
            units=service.units,
            clock=self.clock,
        )

    async def a_council(self, short: str, level: Level, *units: str, parent: str | None = None) -> str:
        council = await self._founded(short, level, *units, parent=parent)
        await self.house.seen(f"council-{council}:000001", SECONDS)
        return council

    async def a_chain(self) -> tuple[str, str, str]:
        """Load the units, and found a central, a regional and a local council."""
        await self._begin(LoadUnits(EDITION))
        central = await self._founded("SBU", Level.CENTRAL, "9000")
        regional = await self._founded("RBU-VT", Level.REGIONAL, "0800", parent=central)
        return central, regional, await self.a_council("LBU-HOR", Level.LOCAL, "0701", parent=regional)

    async def a_seat(self, council: str, side: Side = Side.USER) -> str:
        await self._begin(AddSeat(council, side))
        *_, newest = (await self.service.councils.get(council)).seats
        return newest

    async def a_leader(self, council: str, seat: str, who: Who | None = None) -> Appointment:
        command = StartTerm(council, seat, TermRole.LEADER, THIS_YEAR, who or newcomer())
        appointment: Appointment = await self.do(command, DIRECTORATE)
        return appointment

    async def a_seated_council(self) -> Seated:
        *_, council = await self.a_chain()
        chair, desk = await self.a_seat(council), await self.a_seat(council, Side.NAV)
        leader = await self.a_leader(council, chair)
        secretary = a_term(council, TermRole.SECRETARY, side="nav")
        return Seated(council, chair, desk, a_term(council, TermRole.LEADER, id=leader.id), secretary)

    async def _founded(self, short: str, level: Level, *units: str, parent: str | None = None) -> str:
        receipt = await self._begin(FoundCouncil(charter(short, level, *units, parent=parent)))
        return self.service.councils.id_of(receipt)

    async def wait_until(self, moment: datetime) -> None:
        """Let time pass, and let everything come that comes with it."""
        self.now = moment
        await self.settle()

    async def settle(self) -> None:
        """Wait until all that was told has been taken in, and nothing is due."""
        while not await self._at_rest() or await self.loop.turn() or not await self._at_rest():  # noqa: ASYNC110 - as any reader finds out
            await asyncio.sleep(0.001)

    async def _at_rest(self) -> bool:
        if await self.house.stores.ledger.pending(1):
            return False
        heads = {house.name: await house.stores.ledger.head() for house in (self.house, self.cases)}
        consumers = await self.house.consumers()
        places = {name: await self.house.stores.inbox.place(name) for name in consumers}
        return all(places[name].position >= heads[source].position for name, source in consumers.items())

    async def tell(self, *events: Event) -> None:
        """Let case-flow tell events, and wait until they have arrived."""
        for event in events:
            call = Call("case-flow", random_id(), b"", correlation="case-flow")
            stream = f"case-{getattr(event, 'case')}"  # noqa: B009 - every event of case-flow has it
            await self.cases.ledger.change(stream, call, lambda *_, event=event: Draft(event))
        self._told += len(events)
        while await self._behind():  # noqa: ASYNC110 - as any reader finds out
            await asyncio.sleep(0.001)

    async def _behind(self) -> bool:
        inbox = self.house.stores.inbox
        consumer = consumer_of(CASE_FLOW, (await inbox.generations(CASE_FLOW)).current)
        return (await inbox.place(consumer)).position < self._told

    async def published(self) -> Sequence[Item]:
        """Tell all that others can read of us."""
        source = LocalSource(NAME, self.house.stores.ledger)
        items: list[Item] = []
        while page := (await source.read(len(items))).items:
            items += page
        return items


@asynccontextmanager
async def driving(
    stores: Stores | None = None,
    keeping: Keeping | None = None,
    due: DueStore | None = None,
    imports: Imports | None = None,
) -> AsyncIterator[Driver]:
    """Run the service, and a case-flow, around the block."""
    driver = Driver(stores, keeping, due, imports=imports)
    await driver.keeping.prepare()
    await driver.cases.start()
    await driver.house.start()
    try:
        yield driver
    finally:
        await driver.house.stop()
        await driver.cases.stop()


def _last(outcome: Outcome) -> Receipt | str:
    match outcome:
        case Loaded():
            return f"unit-{UNITS[-1].number}:000001"
        case Appointment() | Given():
            return outcome.receipt
        case Series():
            return outcome.receipts[-1]
        case Receipt():
            return outcome
