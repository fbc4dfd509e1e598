"""What is told of rounds. A text is null where it was erased."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel, Field

from case_flow.api.shapes import DueShape
from case_flow.application.records import Step, Texts
from case_flow.application.rounds.read_round import RoundReading
from case_flow.application.rounds.round_records import RoundRecord
from case_flow.domain.roll_up import Tier
from case_flow.domain.round import Input, RoundState
from case_flow.domain.round_policy import RoundAction
from councilkit.events.case_words import Late
from councilkit.events.councils import Level
from councilkit.events.rounds import Stance
from councilkit.web import AllowedAction, Holding


class RoundCard(BaseModel):
    """What a list says of a round."""

    id: str
    council: str
    title: str | None
    questions: int
    to: tuple[str, ...]
    copies: tuple[str, ...] = Field(description="Councils between sender and receivers, which heard of it")
    missing: tuple[str, ...]
    due: DueShape
    late: Late | None = Field(description="How late it is, while somebody is missing")
    state: RoundState
    case: str | None
    within: str | None
    opened: datetime
    updated: datetime
    sequence: int

    @classmethod
    def of(cls, record: RoundRecord, texts: Texts) -> Self:
        round = record.round
        return cls(
            id=round.id,
            council=round.council,
            title=texts.get(record.title),
            questions=round.questions,
            to=round.to,
            copies=round.copies,
            missing=round.missing,
            due=DueShape.of(round.due),
            late=round.told if round.missing and round.state is RoundState.OPEN else None,
            state=round.state,
            case=round.case,
            within=round.within,
            opened=record.opened.at,
            updated=record.steps[-1].at,
            sequence=record.sequence,
        )


class RoundCards(BaseModel):
    items: list[RoundCard]


class AnswerToQuestion(BaseModel):
    stance: Stance
    comment: str | None


class InputShape(BaseModel):
    """What a council has said, and what it built that of."""

    entry: str = Field(description="Beside which its comments stand: comment_1, comment_2 …")
    council: str = Field(description="As it was when it answered")
    stands_for_it: str = Field(description="Itself, or who came after it")
    at: datetime
    answers: list[AnswerToQuestion]
    rests_on: tuple[str, ...] = Field(description="The rounds that it held itself")
    contributed: tuple[str, ...] = Field(description="Who had answered there")
    actions: list[AllowedAction]

    @classmethod
    def of(cls, said: Input, step: Step, reading: RoundReading[Holding]) -> Self:
        round, texts = reading.record.round, reading.texts
        numbered = enumerate(said.stances, start=1)
        return cls(
            entry=step.entry,
            council=said.council,
            stands_for_it=round.stands.get(said.council, said.council),
            at=step.at,
            answers=[
                AnswerToQuestion(stance=stance, comment=texts.get((step.entry, f"comment_{number}")))
                for number, stance in numbered
            ],
            rests_on=said.rests_on,
            contributed=said.contributed,
            actions=_erasing(reading, said.council),
        )


class ShareShape(BaseModel):
    council: str
    answered: bool
    contributed: bool = Field(description="The answer of who asked it was built of its own, among others")


class TierShape(BaseModel):
    """All councils of a level that were asked, in this round or in one within it."""

    level: Level
    councils: list[ShareShape]

    @classmethod
    def of(cls, tier: Tier) -> Self:
        return cls(
            level=tier.level, councils=[ShareShape.model_validate(share, from_attributes=True) for share in tier.shares]
        )


class OutcomeShape(BaseModel):
    entry: str
    at: datetime
    text: str | None
    contributed: tuple[str, ...]


class RoundShape(RoundCard):
    """A round with all that was asked, said and done in it."""

    entry: str = Field(description="Beside which title, intro and question_1, question_2 … stand")
    intro: str | None
    asks: list[str | None] = Field(description="The questions, in the order of their numbers")
    answers: list[InputShape]
    levels: list[TierShape]
    rounds_within: list[RoundCard]
    outcome: OutcomeShape | None
    actions: list[AllowedAction]

    @classmethod
    def reading(cls, reading: RoundReading[Holding]) -> Self:
        record, texts, round = reading.record, reading.texts, reading.record.round
        entry, numbers = record.opened.entry, range(1, round.questions + 1)
        return cls(
            **RoundCard.of(record, texts).model_dump(),
            entry=entry,
            intro=texts.get((entry, "intro")),
            asks=[texts.get((entry, f"question_{number}")) for number in numbers],
            answers=[InputShape.of(said, record.answers[said.council], reading) for said in round.inputs],
            levels=[TierShape.of(tier) for tier in reading.tiers],
            rounds_within=[RoundCard.of(one, texts) for one in reading.within],
            outcome=_outcome(record, texts),
            actions=[
                *(AllowedAction(action=action, acting=holding.id) for action, holding in reading.open_now),
                *_erasing(reading, round.council),
            ],
        )


def _erasing(reading: RoundReading[Holding], council: str) -> list[AllowedAction]:
    erasers = reading.record.round.erasers(council, reading.asker)
    return [AllowedAction(action=RoundAction.ERASE_TEXT, acting=holding.id) for holding in erasers]


def _outcome(record: RoundRecord, texts: Texts) -> OutcomeShape | None:
    told = record.concluded
    if told is None:
        return None
    text = texts.get((told.entry, "outcome"))
    return OutcomeShape(entry=told.entry, at=told.at, text=text, contributed=record.round.contributed)
