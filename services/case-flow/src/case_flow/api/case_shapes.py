"""What is told of one case in full: its path, what was asked and agreed, and what the asker can do."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Self

from pydantic import BaseModel, Field

from case_flow.api.shapes import Card, DueShape
from case_flow.application.reading.read_case import Reading
from case_flow.application.records import Record, Step, Texts
from case_flow.domain.follow_up import FollowUp
from case_flow.domain.question import Question
from case_flow.domain.turning_away import TurningAway
from councilkit.events.case_life import FollowUpAgreed
from councilkit.events.case_words import Party, Progress, Unfit
from councilkit.events.cases import Due, PartAs
from councilkit.web import AllowedAction, Holding


class AskedShape(BaseModel):
    """A unit that was also asked: for its own line's part of the answer, or for an owner's word."""

    unit: str
    part: PartAs
    due: DueShape


class PathStep(BaseModel):
    """One thing that happened to a case, by its event's name, with those of its texts that the asker may read."""

    what: str
    entry: str
    at: datetime
    council: str | None
    to: str | None
    unit: str | None
    meeting: str | None
    number: str | None
    wish: str | None
    outcome: str | None
    due: DueShape | None
    on: date | None
    until: date | None
    copies: tuple[str, ...]
    suggested: str | None
    also: tuple[AskedShape, ...]
    part: str | None
    on_behalf_of: str | None = Field(description="The term whose holder rang, if the secretary wrote it down")
    why: str | None
    stands: bool | None
    basis: str | None
    into: str | None
    joined: str | None
    follow_up: str | None
    progress: str | None
    awaited: str | None
    late: str | None
    texts: dict[str, str | None]

    @classmethod
    def of(cls, step: Step, texts: Texts) -> Self:
        says: Any = step.event
        told = {name: getattr(says, name, None) for name in cls.model_fields}
        due = next((due for name in _DUES if (due := getattr(says, name, None))), None)
        return cls.model_validate(
            told
            | {
                "what": type(says).__name__,
                "entry": step.entry,
                "at": step.at,
                "council": told["council"] or getattr(says, "sender", None),
                "due": _due(due),
                "copies": told["copies"] or (),
                "also": [AskedShape(unit=one.unit, part=one.part, due=DueShape.of(one.due)) for one in _also(says)],
                "texts": {name: text for (entry, name), text in texts.items() if entry == step.entry},
            }
        )


_DUES = ("due", "word_by", "receipt_by")


def _also(event: Any) -> Iterator[Any]:  # noqa: ANN401 - any of our events
    yield from getattr(event, "also", ())


def _due(due: Due | None) -> DueShape | None:
    return DueShape.of(due) if due else None


class PartShape(AskedShape):
    given: bool


class QuestionShape(BaseModel):
    """A statement's way to the unit that answers, and to those who have a part in the answer."""

    unit: str
    due: DueShape
    parts: list[PartShape]
    delays: int

    @classmethod
    def of(cls, question: Question) -> Self:
        parts = [
            PartShape(unit=part.unit, part=part.part, due=DueShape.of(part.due), given=part.given)
            for part in question.parts
        ]
        return cls(unit=question.unit, due=DueShape.of(question.due), parts=parts, delays=question.delays)


class FollowUpShape(BaseModel):
    """Something that was agreed; `what` is null where its text is erased, or not open to the asker."""

    id: str
    what: str | None
    responsible: Party
    involved: tuple[Party, ...]
    informed: tuple[Party, ...]
    starts: date
    ends: date
    progress: Progress

    @classmethod
    def of(cls, one: FollowUp, what: str | None) -> Self:
        return cls(
            id=one.id,
            what=what,
            responsible=one.responsible,
            involved=one.involved,
            informed=one.informed,
            starts=one.starts,
            ends=one.ends,
            progress=one.progress,
        )


class TurningAwayShape(BaseModel):
    """What was said of a case that is not for a council; `by_user`: a user's seat has agreed."""

    why: Unfit
    by_user: bool
    erased_on: date | None
    appealed_to: str | None

    @classmethod
    def of(cls, said: TurningAway) -> Self:
        return cls(why=said.why, by_user=said.by_user, erased_on=said.erased_on, appealed_to=said.appealed_to)


class CaseShape(Card):
    """A case with its path."""

    path: list[PathStep]
    texts_visible: bool
    turning_away: TurningAwayShape | None
    receive_by: DueShape | None
    regret_until: datetime | None
    copies: tuple[str, ...]
    questions: list[QuestionShape]
    received: tuple[str, ...] = Field(description="The councils that raised it and have the latest answer")
    follow_ups: list[FollowUpShape]
    reopened: int
    actions: list[AllowedAction]

    @classmethod
    def reading(cls, reading: Reading[Holding]) -> Self:
        record, texts = reading.record, reading.texts
        case = record.case
        return cls(
            **Card.of(record, texts, cancelled=reading.cancelled).model_dump(),
            path=[PathStep.of(step, texts) for step in record.path],
            texts_visible=reading.texts_visible,
            turning_away=TurningAwayShape.of(case.turning_away) if case.turning_away else None,
            receive_by=_due(case.receive_by),
            regret_until=case.regret_until,
            copies=case.copies,
            questions=[QuestionShape.of(question) for question in case.questions],
            received=tuple(sorted(case.received)),
            follow_ups=[FollowUpShape.of(one, _what(one, record, texts)) for one in case.follow_ups],
            reopened=case.reopened,
            actions=[AllowedAction(action=action, acting=holding.id) for action, holding in reading.open_now],
        )


def _what(one: FollowUp, record: Record, texts: Texts) -> str | None:
    agreed = (
        step.entry for step in record.steps if isinstance(step.event, FollowUpAgreed) and step.event.follow_up == one.id
    )
    return texts.get((next(agreed, ""), "what"))
