"""Drives the use cases: `do` a command as somebody, bring a case somewhere, and look at what came of it."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from inspect import signature

from case_flow.adapters.memory_drafts import MemoryDrafts
from case_flow.application.answers.confirm_answer import ConfirmAnswer
from case_flow.application.answers.give_answer import GiveAnswer
from case_flow.application.answers.make_statement import MakeStatement
from case_flow.application.cases import id_in
from case_flow.application.ending.agree_follow_up import AgreeFollowUp
from case_flow.application.ending.close_case import CloseCase
from case_flow.application.hops.send_case import SendCase
from case_flow.application.raising.report_case import ReportCase
from case_flow.application.service import CaseFlow
from case_flow.application.treating.merge_case import MergeCase
from case_flow.application.treating.postpone_case import PostponeCase
from case_flow.application.treating.put_on_agenda import PutOnAgenda
from case_flow.application.treating.treat_case import TreatCase
from case_flow.bootstrap import Kept
from case_flow.bootstrap import furnish as service_on
from case_flow.domain.case import Case
from case_flow.domain.transitions import State
from case_flow.subscriptions import NAME, REGISTRY, VIEWS
from case_flow.testing.places import HARBOUR, OFFICE, OFFICES, PLACES, REGION, Place, begun
from councilkit.bus import MemoryBus
from councilkit.callers import Holding
from councilkit.due.memory_store import MemoryDueStore
from councilkit.events import Event, Item
from councilkit.events.case_words import Party
from councilkit.events.cases import AnswerOutcome, CaseReported, Line, Outcome, Wish
from councilkit.events.councils import Language
from councilkit.events.meetings import MeetingForm, MeetingHeld, MeetingPlanned, MeetingType
from councilkit.house import House
from councilkit.ids import random_id
from councilkit.inbox import consumer_of
from councilkit.inbox.sources import LocalSource
from councilkit.ledger import Call, Draft, Receipt
from councilkit.stores import Stores
from councilkit.testing.waiting import SECONDS

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)  # a Tuesday

REPORT = ReportCase(
    council=HARBOUR.id,
    title="Tolk i første samtale",
    short="Mange møter til første samtale uten tolk.",
    description="Vi ber om at det alltid spørres om tolk når timen bestilles.",
    lines=(Line.AT, Line.H),
)


class Driver:
    """case-flow in memory, or on the stores of a test. Its clock stands at `now`, which a test may put forward.

    It waits for nothing that the registry has not told yet, unless it is given patience.
    """

    def __init__(self, stores: Stores | None = None, kept: Kept | None = None, *, patience: float = 0) -> None:
        bus = MemoryBus()
        self.now = NOW
        self.registry = House(REGISTRY, Stores.in_memory(), views={}, bus=bus)
        source = LocalSource(REGISTRY, self.registry.stores.ledger)
        self.house = House(NAME, stores or Stores.in_memory(), views=VIEWS, sources=[source], bus=bus, clock=self.clock)
        kept = kept or Kept(MemoryDueStore(clock=self.clock), MemoryDrafts())
        self.service, self.loop = service_on(self.house, kept, clock=self.clock, patience=patience)
        self._told = 0

    def clock(self) -> datetime:
        return self.now

    async def do(self, command: object, by: Holding, *, key: str | None = None, expected: int | None = None) -> Receipt:
        """Do a command; what it did can be read afterwards. Every command has a key of its own, unless it is given."""
        command_id = f"http/{by.id}/{key or random_id()}"
        call = Call(by.id, command_id, repr(command).encode(), correlation=command_id, expected=expected)
        receipt = await _use_case(command, self.service)(command, by, call)
        await self.house.seen(receipt, SECONDS)
        return receipt

    async def tell(self, *events: Event) -> None:
        """Let the registry tell events, and wait until they have arrived."""
        for event in events:
            call = Call("registry", random_id(), b"", correlation="registry")
            await self.registry.ledger.change(_stream(event), call, lambda *_, event=event: Draft(event))
        self._told += len(events)
        while await self._behind():  # noqa: ASYNC110 - as any reader finds out
            await asyncio.sleep(0.001)

    async def all_followed(self) -> None:
        """Wait until every follow-up has been done, and what came of it can be read."""
        while not await self._followed():  # noqa: ASYNC110 - as any reader finds out
            await asyncio.sleep(0.001)

    async def wait_until(self, moment: datetime) -> None:
        """Let time pass, and let everything come that comes with it."""
        self.now = moment
        await self.settle()

    async def settle(self) -> None:
        """Wait until every follow-up has been done, and nothing is due."""
        while not await self._followed() or await self.loop.turn() or not await self._followed():  # noqa: ASYNC110 - as any reader finds out
            await asyncio.sleep(0.001)

    async def _followed(self) -> bool:
        inbox, ledgers = self.house.stores.inbox, {h.name: h.stores.ledger for h in (self.house, self.registry)}
        pending = [await ledger.pending(1) for ledger in ledgers.values()]
        heads = {name: (await ledger.head()).position for name, ledger in ledgers.items()}
        consumers = await self.house.consumers()
        places = {name: (await inbox.place(name)).position for name in consumers}
        return not any(pending) and all(places[name] >= heads[source] for name, source in consumers.items())

    async def _behind(self) -> bool:
        inbox = self.house.stores.inbox
        consumer = consumer_of(REGISTRY, (await inbox.generations(REGISTRY)).current)
        return (await inbox.place(consumer)).position < self._told

    async def a_meeting(self, *places: Place, held: bool = True) -> str:
        meeting, councils = random_id(), tuple(place.id for place in places)
        kind, form = MeetingType.COUNCIL_MEETING, MeetingForm.DIGITAL
        planned = MeetingPlanned(meeting=meeting, councils=councils, type=kind, form=form, starts_at=self.now)
        happened = MeetingHeld(meeting=meeting, councils=councils, attended=())
        await self.tell(planned, *([happened] if held else []))
        return meeting

    async def a_case(self, state: State = State.REPORTED) -> str:
        """Bring a new case of the harbour's to a state, by the commands that lead there."""
        case = id_in(str(await self.do(REPORT, HARBOUR.member)))
        for deed in WAYS[state]:
            await deed(self, case)
        return case

    async def put_on_agenda(self, case: str, by: Place = HARBOUR, *, held: bool = True) -> None:
        await self.do(PutOnAgenda(case, await self.a_meeting(by, held=held)), by.secretary)

    async def treat(self, case: str, by: Place = HARBOUR, outcome: Outcome = Outcome.HOP) -> None:
        await self.do(TreatCase(case, outcome), by.secretary)

    async def postpone(self, case: str, by: Place = HARBOUR) -> None:
        until = (self.now + timedelta(days=14)).date()
        await self.do(PostponeCase(case, until, "Vi må vite mer først.", seen=True), by.secretary)

    async def merge(self, case: str, by: Place = HARBOUR) -> None:
        await self.do(MergeCase(case, await self.a_case(), "Det er samme sak."), by.secretary)
        await self.all_followed()

    async def send(self, case: str, by: Place = HARBOUR, to: Place = REGION) -> None:
        await self.do(SendCase(case, to.id, Wish.STATEMENT, "Gjelder hele regionen."), by.leader)

    async def make_statement(self, case: str, by: Place = HARBOUR) -> None:
        await self.do(MakeStatement(case, OFFICE.number, "Spør alltid om tolk."), by.leader)

    async def answer(self, case: str) -> None:
        short, reason = "Vi spør om tolk fra nyttår.", "Skjemaet får et eget felt, men ikke alle språk finnes."
        await self.do(GiveAnswer(case, AnswerOutcome.PARTLY, short, reason), OFFICE.manager)

    async def confirm(self, case: str) -> None:
        await self.do(ConfirmAnswer(case), HARBOUR.member)

    async def agree(self, case: str) -> None:
        starts, ends = (self.now + timedelta(days=1)).date(), (self.now + timedelta(days=29)).date()
        what, office = "Skjemaet får et eget felt.", Party(unit=OFFICE.number)
        await self.do(
            AgreeFollowUp(case, what, office, starts, ends, informed=(Party(council=REGION.id),)), HARBOUR.leader
        )

    async def close(self, case: str) -> None:
        await self.do(CloseCase(case), HARBOUR.member)

    async def occupy(self, reference: str) -> None:
        """Let another case have this reference."""
        event = CaseReported(case="other", reference=reference, council=HARBOUR.id, lines=(), language=Language.NB)
        call = Call("somebody", random_id(), b"", correlation="c")
        await self.house.ledger.change("case-other", call, lambda *_: Draft(event, claims=[reference]))

    async def case(self, id: str) -> Case:
        return (await self.service.records.get(id)).case

    async def published(self) -> Sequence[Item]:
        return (await LocalSource(NAME, self.house.stores.ledger).read(0)).items


Deed = Callable[[Driver, str], Awaitable[None]]
TREATED: tuple[Deed, ...] = (Driver.put_on_agenda, Driver.treat)
ASKED: tuple[Deed, ...] = (*TREATED, Driver.make_statement)
HOME: tuple[Deed, ...] = (*ASKED, Driver.answer, Driver.confirm)

WAYS: Mapping[State, Sequence[Deed]] = {
    State.REPORTED: (),
    State.ON_AGENDA: TREATED[:1],
    State.POSTPONED: (Driver.put_on_agenda, Driver.postpone),
    State.TREATED: TREATED,
    State.SENT: (*TREATED, Driver.send),
    State.AWAITING_ANSWER: ASKED,
    State.COMING_HOME: (*ASKED, Driver.answer),
    State.ANSWERED: HOME,
    State.IN_FOLLOW_UP: (*HOME, Driver.agree),
    State.CLOSED: (*HOME, Driver.close),
    State.MERGED: (Driver.merge,),
}


@asynccontextmanager
async def driving(
    stores: Stores | None = None, kept: Kept | None = None, *, patience: float = 0
) -> AsyncIterator[Driver]:
    """Run the service, and the registry with its councils and units, around the block."""
    driver = Driver(stores, kept, patience=patience)
    await driver.registry.start()
    await driver.house.start()
    try:
        await furnish(driver)
        yield driver
    finally:
        await driver.house.stop()
        await driver.registry.stop()


async def furnish(driver: Driver) -> None:
    """Let the registry tell of the councils, in each of which a user sits, and of the units."""
    seats = (begun(place.member) for place in PLACES)
    await driver.tell(
        *(place.founded for place in PLACES), *seats, *(event for office in OFFICES for event in office.told)
    )


def _use_case(command: object, service: CaseFlow) -> Callable[[object, Holding, Call], Awaitable[Receipt]]:
    """Find the function that the file of a command is named after, and give it those parts that it asks for."""
    module = sys.modules[type(command).__module__]
    use_case = getattr(module, module.__name__.rpartition(".")[2])
    parts = {name: getattr(service, name) for name in signature(use_case).parameters if hasattr(service, name)}
    return partial(use_case, **parts)


def _stream(event: Event) -> str:
    kind = next(kind for kind in ("meeting", "council", "unit") if hasattr(event, kind))
    return f"{kind}-{getattr(event, kind)}"
