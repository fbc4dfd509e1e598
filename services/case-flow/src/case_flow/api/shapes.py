"""What is told of cases in short. A text is null where it was erased, or is not told to who asks."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, Field

from case_flow.application.reading.list_tasks import Task
from case_flow.application.records import Record, Texts
from case_flow.domain.deadlines import DEADLINES, MANDATE
from case_flow.domain.next_step import NextStep, next_steps
from case_flow.domain.transitions import WORDS, Action, State, Word
from councilkit.events.case_words import Phase, Restriction, StartedBy, Theme
from councilkit.events.cases import Due, Line, PartAs, RuleStatus
from councilkit.events.councils import Language
from councilkit.web import Holding


class DueShape(BaseModel):
    """A date by which something is hoped for, and what it rests on."""

    on: date
    rule: str
    source: str
    status: RuleStatus
    council: str | None = Field(description="Whose mandate says how long: the council's own, or one's above it")

    @classmethod
    def of(cls, due: Due) -> Self:
        source = MANDATE if due.council else DEADLINES[due.rule].source
        return cls(on=due.on, rule=due.rule, source=source, status=due.status, council=due.council)


class NextShape(BaseModel):
    """Who does what next, and by when."""

    action: Action
    council: str | None
    unit: str | None
    due: DueShape | None
    part: PartAs | None
    follow_up: str | None

    @classmethod
    def of(cls, step: NextStep) -> Self:
        due = DueShape.of(step.due) if step.due else None
        return cls(
            action=step.action,
            council=step.council,
            unit=step.unit,
            due=due,
            part=step.part,
            follow_up=step.follow_up,
        )


class Card(BaseModel):
    """What everybody with a term or a post may know of a case, if it is not restricted."""

    id: str
    reference: str
    number: str | None = Field(description="Under which its holder treats it")
    numbers: tuple[str, ...] = Field(description="All that it has had, with any council")
    title: str | None
    short: str | None
    short_answer: str | None
    answer: str | None = Field(description="The latest answer: its entry in the ledger")
    state: State
    word: Word
    origin: str
    holder: str
    addressee_unit: str | None
    lines: tuple[Line, ...]
    language: Language
    phase: Phase | None
    theme: Theme | None
    started_by: StartedBy | None
    scheduled: date | None = Field(description="When its holder has told that it will be taken up")
    postponed: int
    returns: date | None = Field(description="To the queue, if it is postponed")
    restriction: Restriction | None
    joined: tuple[str, ...] = Field(description="The councils that raised cases which are a part of this one")
    into: str | None = Field(description="The case that this one is a part of")
    next: NextShape | None
    waits: tuple[NextShape, ...] = Field(description="All that it waits for, what is next first")
    meeting: str | None
    sequence: int
    updated: datetime

    @classmethod
    def of(cls, record: Record, texts: Texts, *, cancelled: Collection[str]) -> Self:
        """`cancelled` are those of the cards' meetings that will not take place."""
        case, reported, latest = record.case, record.steps[0], record.steps[-1]
        waits = [NextShape.of(step) for step in next_steps(case, meeting_off=case.meeting in cancelled)]
        return cls(
            id=case.id,
            reference=case.reference,
            number=case.number,
            numbers=case.numbers,
            title=texts.get((reported.entry, "title")),
            short=texts.get((reported.entry, "short")),
            short_answer=_short_answer(record, texts),
            answer=record.answer,
            state=case.state,
            word=WORDS[case.state],
            origin=case.origin,
            holder=case.holder,
            addressee_unit=case.unit,
            lines=case.lines,
            language=case.language,
            phase=case.phase,
            theme=case.theme,
            started_by=case.started_by,
            scheduled=case.scheduled,
            postponed=case.postponed,
            returns=case.returns,
            restriction=case.restriction,
            joined=case.joined,
            into=case.into,
            next=waits[0] if waits else None,
            waits=tuple(waits),
            meeting=case.meeting,
            sequence=record.sequence,
            updated=latest.at,
        )


def _short_answer(record: Record, texts: Texts) -> str | None:
    """Tell the latest answer; of an old case that was entered here, the one that it had then."""
    if record.answer is None:
        return texts.get((record.steps[0].entry, "answer"))
    return texts.get((record.answer, "short"))


class Cards(BaseModel):
    items: list[Card]


class TaskShape(BaseModel):
    """Something that waits for the asker: do it as `acting`."""

    case: Card
    action: Action
    acting: str
    due: DueShape | None
    follow_up: str | None

    @classmethod
    def of(cls, task: Task[Holding], texts: Texts, *, cancelled: Collection[str]) -> Self:
        return cls(
            case=Card.of(task.record, texts, cancelled=cancelled),
            action=Action(task.action),
            acting=task.acting.id,
            due=DueShape.of(task.due) if task.due else None,
            follow_up=task.follow_up,
        )


class Tasks(BaseModel):
    items: Sequence[TaskShape]
