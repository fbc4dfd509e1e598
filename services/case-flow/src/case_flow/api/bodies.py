"""What commands are sent as. Every text is guarded: no identity numbers, no control characters."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from councilkit.events.cases import AnswerOutcome, Outcome, Wish
from councilkit.privacy import Short, Text

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,100}$")]


class Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Nothing(Body):
    """An act that needs no further words."""


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
