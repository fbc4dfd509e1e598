"""Nothing stays with a council or a unit that is no more: who came after it takes over, one command for each case."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from case_flow.application.answers.pass_answer_on import PassAnswerOn, pass_answer_on
from case_flow.application.cases import KIND, Cases
from case_flow.application.following.each_once import each_once
from case_flow.application.hops.take_over_case import TakeOverCase, take_over_case
from case_flow.application.known import Known
from case_flow.application.records import Records
from case_flow.domain.case import Case
from case_flow.domain.reach import reached
from case_flow.domain.refusals import WrongState
from councilkit.events import Item
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
        async for case in each_once(lambda: self._of_council(event.council)):
            heir = await self.known.heir(event.council)
            if heir is None:
                return Park(COUNCIL_WITHOUT_HEIR)
            await self._take_over(case, event.council, heir, item)
        return Done()

    async def at_unit(self, event: UnitClosed, item: Item) -> Fate:
        """Let the heir answer whatever the unit was asked."""
        async for case in each_once(lambda: self._of_unit(event.unit)):
            heir = await self.known.heir_of_unit(event.unit)
            if heir is None:
                return Park(UNIT_WITHOUT_HEIR)
            await self._pass_on(case, event.unit, heir, item)
        return Done()

    async def at_reaching(self, event: Any, item: Item) -> Fate:  # noqa: ANN401 - any of `REACHES`
        """Pass on what has reached a council or a unit of whose end we had not heard yet."""
        councils, units = reached(event)
        heirs = {council: await self.known.heir(council) for council in councils}
        successors = {unit: await self.known.heir_of_unit(unit) for unit in units}
        if None in heirs.values():
            return Park(COUNCIL_WITHOUT_HEIR)
        if None in successors.values():
            return Park(UNIT_WITHOUT_HEIR)
        for closed, heir in _others(heirs):
            await self._take_over(event.case, closed, heir, item)
        for closed, heir in _others(successors):
            await self._pass_on(event.case, closed, heir, item)
        return Done()

    async def _of_council(self, council: str) -> Sequence[str]:
        return [case.id for case in await self._cases({"councils": council}) if council in case.councils]

    async def _of_unit(self, unit: str) -> Sequence[str]:
        return [case.id for case in await self._cases({"asked_units": unit}) if unit in case.units]

    async def _cases(self, where: Mapping[str, str]) -> Sequence[Case]:
        if not await self.level():
            raise Unavailable("We have not heard yet which cases are where.")
        return [record.case async for record in self.records.every(where)]

    async def _take_over(self, case: str, closed: str, heir: str, item: Item) -> None:
        command, call = TakeOverCase(case, closed, heir), _call(item, f"take-over-{closed}", case)
        with suppress(WrongState):  # it was done on another event's account
            await take_over_case(command, call, cases=self.cases)

    async def _pass_on(self, case: str, closed: str, heir: str, item: Item) -> None:
        command, call = PassAnswerOn(case, closed, heir), _call(item, f"pass-answer-on-{closed}", case)
        with suppress(WrongState):  # see above
            await pass_answer_on(command, call, cases=self.cases)


def _others(heirs: Mapping[str, str | None]) -> list[tuple[str, str]]:
    """Tell those that are no more, with who came after them."""
    return [(one, heir) for one, heir in heirs.items() if heir and heir != one]


def _call(item: Item, handler: str, case: str) -> Call:
    return Call.following(item, handler, f"{KIND}-{case}", actor=ACTOR)
