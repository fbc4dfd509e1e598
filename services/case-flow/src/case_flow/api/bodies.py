"""What commands are sent as. Every text is guarded: no identity numbers, no control characters."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from councilkit.events.cases import AnswerOutcome, Line, Outcome, Wish
from councilkit.privacy import Short, Text, Title

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,100}$")]


class Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Nothing(Body):
    """An act that needs no further words."""


class ReportBody(Body):
    council: Id
    title: Title
    short: Short
    description: Text
    lines: Annotated[tuple[Line, ...], Field(min_length=1, max_length=len(Line))]
    hints_seen: bool = Field(default=False, description="The writer has looked: it is about more than one person")


class AgendaBody(Body):
    meeting: Id


class TreatBody(Body):
    outcome: Outcome


class SendBody(Body):
    to: Id
    wish: Wish
    reason: Text


class ReturnBody(Body):
    reason: Text


class StatementBody(Body):
    unit: Id
    text: Text


class AnswerBody(Body):
    outcome: AnswerOutcome
    short: Short
    reason: Text


class DisputeBody(Body):
    missing: Text


class CardsBody(Body):
    cases: Annotated[tuple[Id, ...], Field(max_length=500)]
