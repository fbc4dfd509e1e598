"""What units are asked and answer with, as it is sent."""

from datetime import date
from typing import Annotated

from pydantic import Field

from case_flow.api.bodies import EMPTY, Body, Id
from councilkit.events.cases import AnswerOutcome, PartAs
from councilkit.privacy import Short, Text, Title

MOST_ASKED = 12

ShortAnswer = Annotated[Short, Field(description="At most three sentences, for everybody to read")]
OurRef = Annotated[Title | None, EMPTY, Field(description="The number that the writer's own archive gives it")]
OnBehalfOf = Annotated[
    Id | None, EMPTY, Field(description="The user's seat that rang, if the secretary writes it down")
]


class AlsoBody(Body):
    unit: Id
    part: PartAs


class StatementBody(Body):
    unit: Id
    text: Text
    minority: Annotated[Text | None, EMPTY] = None
    our_ref: OurRef = None
    also: Annotated[tuple[AlsoBody, ...], Field(max_length=MOST_ASKED)] = ()


class DelayBody(Body):
    until: date
    short: ShortAnswer
    our_ref: OurRef = None


class PartBody(Body):
    outcome: AnswerOutcome
    short: ShortAnswer
    reason: Text


class AnswerBody(Body):
    outcome: AnswerOutcome
    short: ShortAnswer
    reason: Text
    our_ref: OurRef = None


class OralAnswerBody(Body):
    meeting: Id
    outcome: AnswerOutcome
    short: ShortAnswer
    reason: Text


class ConfirmBody(Body):
    on_behalf_of: OnBehalfOf = None


class DisputeBody(Body):
    missing: Text
    on_behalf_of: OnBehalfOf = None
