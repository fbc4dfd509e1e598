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

    council: str = Field(description="As it was when it answered")
    stands_for_it: str = Field(description="Itself, or who came after it")
    at: datetime
    answers: list[AnswerToQuestion]
    rests_on: tuple[str, ...] = Field(description="The rounds that it held itself")
    contributed: tuple[str, ...] = Field(description="Who had answered there")

    @classmethod
    def of(cls, said: Input, step: Step, stands: str, texts: Texts) -> Self:
        numbered = enumerate(said.stances, start=1)
        return cls(
            council=said.council,
            stands_for_it=stands,
            at=step.at,
            answers=[
                AnswerToQuestion(stance=stance, comment=texts.get((step.entry, f"comment_{number}")))
                for number, stance in numbered
            ],
            rests_on=said.rests_on,
            contributed=said.contributed,
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
    at: datetime
    text: str | None
    contributed: tuple[str, ...]


class RoundShape(RoundCard):
    """A round with all that was asked, said and done in it."""

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
            intro=texts.get((entry, "intro")),
            asks=[texts.get((entry, f"question_{number}")) for number in numbers],
            answers=_inputs(record, texts),
            levels=[TierShape.of(tier) for tier in reading.tiers],
            rounds_within=[RoundCard.of(one, texts) for one in reading.within],
            outcome=_outcome(record, texts),
            actions=[AllowedAction(action=action, acting=holding.id) for action, holding in reading.open_now],
        )


def _inputs(record: RoundRecord, texts: Texts) -> list[InputShape]:
    steps, stands = record.answers, record.round.stands
    return [
        InputShape.of(said, steps[said.council], stands.get(said.council, said.council), texts)
        for said in record.round.inputs
    ]


def _outcome(record: RoundRecord, texts: Texts) -> OutcomeShape | None:
    if record.concluded is None:
        return None
    text = texts.get((record.concluded.entry, "outcome"))
    return OutcomeShape(at=record.concluded.at, text=text, contributed=record.round.contributed)
