"""A round as our own view keeps it: the events that made it, and what it is found by. Texts stay in the ledger."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from case_flow.application.records import Reference, Step, Texts
from case_flow.application.rounds.rounds import KIND
from case_flow.domain.round import Round
from case_flow.domain.round_refusals import NoSuchRound
from case_flow.domain.round_retold import evolve_round
from councilkit.events import Event, Item
from councilkit.events.rounds import RoundAnswered, RoundConcluded
from councilkit.events.texts import TextErased
from councilkit.inbox import Doc, In, Views
from councilkit.ledger import Ledger

VIEW = "rounds"
DEEPEST = 5
_PAGE = 100


@dataclass(frozen=True)
class RoundRecord:
    round: Round
    steps: tuple[Step, ...]
    sequence: int
    position: int

    @property
    def opened(self) -> Step:
        return self.steps[0]

    @property
    def concluded(self) -> Step | None:
        return next((step for step in self.steps if isinstance(step.event, RoundConcluded)), None)

    @property
    def answers(self) -> Mapping[str, Step]:
        """The latest answer of each council, by the council as it was then."""
        return {step.event.council: step for step in self.steps if isinstance(step.event, RoundAnswered)}

    def writer(self, entry: str) -> str:
        """Name the council that wrote what stands beside an entry: without one of its own, who opened the round."""
        found = next((step.event for step in self.steps if step.entry == entry), None)
        return found.council if isinstance(found, RoundAnswered) else self.round.council

    @property
    def title(self) -> Reference:
        return (self.opened.entry, "title")

    @property
    def texts(self) -> list[Reference]:
        """All texts that count: those of an answer that was given anew do not."""
        numbers = range(1, self.round.questions + 1)
        outcome = [(self.concluded.entry, "outcome")] if self.concluded else []
        return [
            self.title,
            (self.opened.entry, "intro"),
            *((self.opened.entry, f"question_{number}") for number in numbers),
            *((step.entry, f"comment_{number}") for step in self.answers.values() for number in numbers),
            *outcome,
        ]


class RoundRecords:
    def __init__(self, views: Views, ledger: Ledger) -> None:
        self._views = views
        self._ledger = ledger

    async def get(self, round: str) -> RoundRecord:
        doc = await self._views.get(VIEW, round)
        if doc is None:
            raise NoSuchRound("There is no round with this id.", field="path")
        return _record(doc)

    async def find(self, where: Mapping[str, object], *, before: int | None = None, limit: int) -> list[RoundRecord]:
        """Tell rounds, those first that changed last; `before` is the position of the last one that was told."""
        after = None if before is None else (before, "")
        found = await self._views.find(VIEW, where, order="position", descending=True, after=after, limit=limit)
        return [_record(doc) for doc in found]

    async def every(self, where: Mapping[str, object]) -> list[RoundRecord]:
        told = page = await self.find(where, limit=_PAGE)
        while len(page) == _PAGE:
            page = await self.find(where, before=page[-1].position, limit=_PAGE)
            told = [*told, *page]
        return told

    async def held_within(self, round: str) -> list[RoundRecord]:
        """Tell all rounds within this one, and within those."""
        told: list[RoundRecord] = []
        outer = [round]
        for _ in range(DEEPEST):
            found = await self.every({"within": In(outer)}) if outer else []
            told += found
            outer = [record.round.id for record in found]
        return told

    async def texts(self, references: Collection[Reference]) -> Texts:
        return await self._ledger.texts(references)


def follow_round(doc: Doc | None, _event: Event, item: Item) -> Doc:
    step = {"entry": item.id, "at": item.at.isoformat(), "type": item.type, "data": item.data.decode()}
    steps = [*(doc["steps"] if doc else ()), step]
    round = _round([Step.read(one) for one in steps])
    return {
        "steps": steps,
        "position": item.position,
        "councils": list(round.councils),
        "waits": list(round.waits),
        "within": round.within,
        "case": round.case,
    }


def _record(doc: Doc) -> RoundRecord:
    steps = [Step.read(step) for step in doc["steps"]]
    return RoundRecord(_round(steps), tuple(steps), doc["sequence"], doc["position"])


def round_of(event: Any) -> str | Sequence[str]:  # noqa: ANN401 - any of our events: all but one name their round
    """Name the round that an event is about; a text was perhaps erased elsewhere."""
    if not isinstance(event, TextErased):
        return str(event.round)
    stream = event.entry.rpartition(":")[0]
    return stream.removeprefix(f"{KIND}-") if stream.startswith(f"{KIND}-") else ()


def _round(steps: Sequence[Step]) -> Round:
    first, *later = (step.event for step in steps)
    return reduce(evolve_round, later, evolve_round(None, first))
