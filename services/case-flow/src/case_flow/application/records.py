"""A case as our own view keeps it: the events that made it, and what it is found by. Texts stay in the ledger."""

from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import Any, Self

from case_flow.application.cases import KIND, id_in
from case_flow.domain.appeals import appeals
from case_flow.domain.case import Case
from case_flow.domain.evolve import evolve
from case_flow.domain.lateness import first_due
from case_flow.domain.next_step import next_steps
from case_flow.domain.policy import READ_CARD, READ_TEXTS
from case_flow.domain.reference import as_called
from case_flow.domain.refusals import NoSuchCase
from case_flow.domain.texts import TEXTS
from case_flow.domain.transitions import OUT, OVER
from councilkit.events import Event, Item, decode
from councilkit.events.cases import AnswerGiven
from councilkit.events.texts import TextErased
from councilkit.inbox import Doc, Views
from councilkit.ledger import Entry, Ledger
from councilkit.workdays import oslo_day

VIEW = "cases"
NEVER = date.max
FIRST = ("", "")
"""Before every day, and behind those that are none."""

_PAGE = 100

Reference = tuple[str, str]
"""A text: the entry that it stands beside, and its name there."""

Texts = Mapping[Reference, str | None]
"""Texts by reference; None if erased."""


@dataclass(frozen=True)
class Step:
    entry: str
    at: datetime
    event: Event

    @classmethod
    def read(cls, step: Doc) -> Self:
        event = decode(step["type"], step["data"].encode())
        if event is None:
            raise LookupError(step["type"])
        return cls(step["entry"], datetime.fromisoformat(step["at"]), event)


@dataclass(frozen=True)
class Record:
    case: Case
    steps: tuple[Step, ...]
    sequence: int
    position: int

    @property
    def path(self) -> list[Step]:
        """What happened to the case; that a text was erased is told by the text."""
        return [step for step in self.steps if not isinstance(step.event, TextErased)]

    def history(self) -> Iterator[tuple[Step, Case]]:
        """Tell what happened, each time with what the case was after it."""
        case: Case | None = None
        for step in self.steps:
            case = evolve(case, step.event)
            yield step, case

    @property
    def due(self) -> str | None:
        """The first day that the case waits for, by which it stands in order among the answers that are out."""
        return _due(self.case)

    @property
    def raised(self) -> date:
        """The day on which it was reported."""
        return oslo_day(self.steps[0].at)

    @property
    def over_since(self) -> date | None:
        """The day since which nobody is to do anything; None while the case is under way."""
        since: date | None = None
        for step, case in self.history():
            since = (since or oslo_day(step.at)) if case.state in OVER else None
        return since

    @property
    def answer(self) -> str | None:
        """Name the entry of the latest answer, also one that was disputed."""
        answers = [step.entry for step in self.steps if isinstance(step.event, AnswerGiven)]
        return answers[-1] if answers else None

    @property
    def erased(self) -> set[Reference]:
        """The texts that there were once."""
        gone = (step.event for step in self.steps)
        return {(event.entry, event.text) for event in gone if isinstance(event, TextErased)}

    def texts(self, allowed: Collection[str], *, of_card: bool = False) -> list[Reference]:
        """Tell the texts, or those of the card, that somebody may read to whom these actions are open.

        One person's own case has none for others.
        """
        personal = READ_TEXTS if self.case.is_personal else None
        return [
            (step.entry, name)
            for step in self.steps
            for name, needed in TEXTS.get(type(step.event), {}).items()
            if (personal or needed) in allowed and (needed == READ_CARD or not of_card)
        ]

    def texts_beside(self, entries: Collection[str]) -> list[Reference]:
        """Tell all texts that may stand beside these entries."""
        steps = [step for step in self.steps if step.entry in entries]
        return [(step.entry, name) for step in steps for name in TEXTS.get(type(step.event), {})]


class Records:
    def __init__(self, views: Views, ledger: Ledger) -> None:
        self._views = views
        self._ledger = ledger

    async def get(self, case: str) -> Record:
        doc = await self._views.get(VIEW, case)
        if doc is None:
            raise NoSuchCase("There is no case with this id.", field="path")
        return _record(doc)

    async def find(self, where: Mapping[str, object], *, before: int | None = None, limit: int) -> list[Record]:
        """Tell cases, those first that changed last; `before` is the position of the last one that was told."""
        after = None if before is None else (before, "")
        found = await self._views.find(VIEW, where, order="position", descending=True, after=after, limit=limit)
        return [_record(doc) for doc in found]

    async def find_by_due(
        self, where: Mapping[str, object], *, after: tuple[str, str] | None, limit: int
    ) -> list[Record]:
        """Tell cases whose answer is out, those first that wait for the earliest day; `after` is it, and the last's id.

        The others have no such day: whoever reads the list of a nation does not read all that was ever closed.
        """
        found = await self._views.find(VIEW, where, order="due", after=after or FIRST, limit=limit)
        return [_record(doc) for doc in found]

    async def every(self, where: Mapping[str, object], *, page: int = _PAGE) -> AsyncIterator[Record]:
        found = await self.find(where, limit=page)
        while found:
            for record in found:
                yield record
            found = await self.find(where, before=found[-1].position, limit=page)

    async def entries(self, case: str) -> Sequence[Entry]:
        """Tell a case's entries as the ledger has them, also those that our view has not heard of yet."""
        return await self._ledger.history(f"{KIND}-{case}")

    async def texts(self, references: Collection[Reference]) -> Texts:
        return await self._ledger.texts(references)


def case_of(event: Any) -> str | Sequence[str]:  # noqa: ANN401 - any of our events: all but one name their case
    """Name the case that an event is about; a text was perhaps erased elsewhere."""
    if not isinstance(event, TextErased):
        return str(event.case)
    return id_in(event.entry) if event.entry.startswith(f"{KIND}-") else ()


def follow_case(doc: Doc | None, _event: Event, item: Item) -> Doc:
    step = {"entry": item.id, "at": item.at.isoformat(), "type": item.type, "data": item.data.decode()}
    steps = [*(doc["steps"] if doc else ()), step]
    told = [Step.read(step) for step in steps]
    case = _case(told)
    waits = next_steps(case)
    return {
        "steps": steps,
        "position": item.position,
        "called": [as_called(name) for name in (case.reference, *case.numbers)],
        "state": case.state.value,
        "restricted": case.restriction is not None,
        "councils": [*dict.fromkeys((*case.councils, *case.closed))],
        "waits_for_council": [*dict.fromkeys(step.council for step in waits if step.council)],
        "waits_for_unit": [*dict.fromkeys(step.unit for step in waits if step.unit)],
        "asked_units": [*case.units],
        "due": _due(case),
        "appealed": [*dict.fromkeys(one.council for one in appeals(step.event for step in told))],
    }


def _due(case: Case) -> str | None:
    if case.state not in OUT:
        return None
    due = first_due(case)
    return (due.on if due else NEVER).isoformat()


def _record(doc: Doc) -> Record:
    steps = [Step.read(step) for step in doc["steps"]]
    return Record(_case(steps), tuple(steps), doc["sequence"], doc["position"])


def _case(steps: Sequence[Step]) -> Case:
    first, *later = (step.event for step in steps)
    return reduce(evolve, later, evolve(None, first))
