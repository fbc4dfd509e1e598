"""Nothing stays with a council or a unit that is no more: who came after it takes over, one command for each case."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from case_flow.application.answers.pass_answer_on import PassAnswerOn, pass_answer_on
from case_flow.application.cases import KIND, Cases
from case_flow.application.hops.take_over_case import TakeOverCase, take_over_case
from case_flow.application.known import Known
from case_flow.application.records import Record, Records
from case_flow.domain.refusals import WrongState
from councilkit.events import Item
from councilkit.events.case_life import FollowUpAgreed
from councilkit.events.cases import AnswerPassedOn, CaseReported, CaseSent, CaseTakenOver, StatementMade
from councilkit.events.structure import CouncilClosed, UnitClosed
from councilkit.inbox import Done, Fate, Park
from councilkit.ledger import Call
from councilkit.refusals import Unavailable

ACTOR = "case-flow"
COUNCIL_WITHOUT_HEIR = "A council was closed that has no successor and none above it, and it has cases."
UNIT_WITHOUT_HEIR = "A unit was closed that has no successor and none above it, and it was asked for answers."


@dataclass(frozen=True)
class FollowClosings:
    """The follow-ups of closings, and of what reached a council or a unit while its closing was on its way to us."""

    cases: Cases
    known: Known
    records: Records
    level: Callable[[], Awaitable[bool]]
    """Tells whether our views have taken in all that we, and the registry, have told."""

    async def at_council(self, event: CouncilClosed, item: Item) -> Fate:
        """Let the heir take over every case that the council has had to do with."""
        async for case in self._cases("councils", event.council, lambda record: event.council in record.case.councils):
            heir = await self.known.heir(event.council)
            if heir is None:
                return Park(COUNCIL_WITHOUT_HEIR)
            await self._take_over(case, event.council, heir, item)
        return Done()

    async def at_unit(self, event: UnitClosed, item: Item) -> Fate:
        """Let the heir answer whatever the unit was asked."""
        async for case in self._cases("asked_units", event.unit, lambda record: event.unit in record.case.units):
            heir = await self.known.heir_of_unit(event.unit)
            if heir is None:
                return Park(UNIT_WITHOUT_HEIR)
            await self._pass_on(case, event.unit, heir, item)
        return Done()

    async def at_case(self, event: CaseReported | CaseSent | CaseTakenOver, item: Item) -> Fate:
        """Pass on what was raised in, or came to, a council of whose end we had not heard yet."""
        council = event.council if isinstance(event, CaseReported) else event.to
        heir = await self.known.heir(council)
        if heir is None:
            return Park(COUNCIL_WITHOUT_HEIR)
        if heir != council:
            await self._take_over(event.case, council, heir, item)
        return Done()

    async def at_statement(self, event: StatementMade | AnswerPassedOn, item: Item) -> Fate:
        """Pass on what a unit was asked of whose end we had not heard yet."""
        unit = event.unit if isinstance(event, StatementMade) else event.successor
        heir = await self.known.heir_of_unit(unit)
        if heir is None:
            return Park(UNIT_WITHOUT_HEIR)
        if heir != unit:
            await self._pass_on(event.case, unit, heir, item)
        return Done()

    async def at_agreement(self, event: FollowUpAgreed, item: Item) -> Fate:
        """Pass on what was agreed with a council or a unit of whose end we had not heard yet."""
        parties = (event.responsible, *event.involved, *event.informed)
        for council in {party.council for party in parties if party.council}:
            if (heir := await self.known.heir(council)) is None:
                return Park(COUNCIL_WITHOUT_HEIR)
            if heir != council:
                await self._take_over(event.case, council, heir, item, handler=f"take-over-{council}")
        for unit in {party.unit for party in parties if party.unit}:
            if (heir := await self.known.heir_of_unit(unit)) is None:
                return Park(UNIT_WITHOUT_HEIR)
            if heir != unit:
                await self._pass_on(event.case, unit, heir, item, handler=f"pass-answer-on-{unit}")
        return Done()

    async def _cases(self, field: str, value: str, wanted: Callable[[Record], bool]) -> AsyncIterator[str]:
        """Tell each case once. What changes moves to the front of the list: it is read until nothing new is found."""
        done: set[str] = set()
        while True:
            if not await self.level():
                raise Unavailable("We have not heard yet which cases are where.")
            records = [record async for record in self.records.every({field: value}) if wanted(record)]
            found = [record.case.id for record in records if record.case.id not in done]
            if not found:
                return
            for case in found:
                yield case
            done.update(found)

    async def _take_over(self, case: str, closed: str, heir: str, item: Item, handler: str = "take-over") -> None:
        command, call = TakeOverCase(case, closed, heir), _call(item, handler, case)
        with suppress(WrongState):  # it was done on another event's account
            await take_over_case(command, call, cases=self.cases)

    async def _pass_on(self, case: str, closed: str, heir: str, item: Item, handler: str = "pass-answer-on") -> None:
        command, call = PassAnswerOn(case, closed, heir), _call(item, handler, case)
        with suppress(WrongState):  # see above
            await pass_answer_on(command, call, cases=self.cases)


def _call(item: Item, handler: str, case: str) -> Call:
    return Call.following(item, handler, f"{KIND}-{case}", actor=ACTOR)
