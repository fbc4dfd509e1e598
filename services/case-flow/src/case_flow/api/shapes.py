"""What is told of cases. A text is null where it was erased."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, Field

from case_flow.application.reading.list_tasks import Task
from case_flow.application.reading.read_case import Reading
from case_flow.application.records import Record, Step, Texts
from case_flow.domain.deadlines import DEADLINES
from case_flow.domain.next_step import NextStep, next_step
from case_flow.domain.transitions import WORDS, Action, State, Word
from councilkit.events.cases import Due, Line, RuleStatus
from councilkit.events.councils import Language
from councilkit.web import AllowedAction, Holding


class DueShape(BaseModel):
    """A date by which something is hoped for, and what it rests on."""

    on: date
    rule: str
    source: str
    status: RuleStatus

    @classmethod
    def of(cls, due: Due) -> Self:
        return cls(on=due.on, rule=due.rule, source=DEADLINES[due.rule].source, status=due.status)


class NextShape(BaseModel):
    """Who does what next, and by when."""

    action: Action
    council: str | None
    unit: str | None
    due: DueShape | None

    @classmethod
    def of(cls, step: NextStep) -> Self:
        due = DueShape.of(step.due) if step.due else None
        return cls(action=step.action, council=step.council, unit=step.unit, due=due)


class Card(BaseModel):
    """What everybody with a term or a post may know of a case."""

    id: str
    reference: str
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
    next: NextShape | None
    meeting: str | None
    sequence: int
    updated: datetime

    @classmethod
    def of(cls, record: Record, texts: Texts, *, cancelled: Collection[str]) -> Self:
        """`cancelled` are those of the cards' meetings that will not take place."""
        case, reported, latest = record.case, record.steps[0], record.steps[-1]
        following = next_step(case, meeting_off=case.meeting in cancelled)
        return cls(
            id=case.id,
            reference=case.reference,
            title=texts.get((reported.entry, "title")),
            short=texts.get((reported.entry, "short")),
            short_answer=texts.get((record.answer, "short")) if record.answer else None,
            answer=record.answer,
            state=case.state,
            word=WORDS[case.state],
            origin=case.origin,
            holder=case.holder,
            addressee_unit=case.unit,
            lines=case.lines,
            language=case.language,
            next=NextShape.of(following) if following else None,
            meeting=case.meeting,
            sequence=record.sequence,
            updated=latest.at,
        )


class Cards(BaseModel):
    items: list[Card]


class PathStep(BaseModel):
    """One thing that happened to a case, by its event's name, with those of its texts that the asker may read."""

    what: str
    at: datetime
    council: str | None
    to: str | None
    unit: str | None
    meeting: str | None
    wish: str | None
    outcome: str | None
    due: DueShape | None
    texts: dict[str, str | None]

    @classmethod
    def of(cls, step: Step, texts: Texts) -> Self:
        due = getattr(step.event, "due", None)
        return cls(
            what=type(step.event).__name__,
            at=step.at,
            council=getattr(step.event, "council", None) or getattr(step.event, "sender", None),
            to=getattr(step.event, "to", None),
            unit=getattr(step.event, "unit", None),
            meeting=getattr(step.event, "meeting", None),
            wish=getattr(step.event, "wish", None),
            outcome=getattr(step.event, "outcome", None),
            due=DueShape.of(due) if due else None,
            texts={name: text for (entry, name), text in texts.items() if entry == step.entry},
        )


class CaseShape(Card):
    """A case with its path."""

    path: list[PathStep]
    texts_visible: bool
    actions: list[AllowedAction]

    @classmethod
    def reading(cls, reading: Reading[Holding]) -> Self:
        return cls(
            **Card.of(reading.record, reading.texts, cancelled=reading.cancelled).model_dump(),
            path=[PathStep.of(step, reading.texts) for step in reading.record.path],
            texts_visible=reading.texts_visible,
            actions=[AllowedAction(action=action, acting=holding.id) for action, holding in reading.open_now],
        )


class TaskShape(BaseModel):
    """Something that waits for the asker: do it as `acting`."""

    case: Card
    action: Action
    acting: str
    due: DueShape | None

    @classmethod
    def of(cls, task: Task[Holding], texts: Texts, *, cancelled: Collection[str]) -> Self:
        return cls(
            case=Card.of(task.record, texts, cancelled=cancelled),
            action=Action(task.action),
            acting=task.acting.id,
            due=DueShape.of(task.due) if task.due else None,
        )


class Tasks(BaseModel):
    items: list[TaskShape]
