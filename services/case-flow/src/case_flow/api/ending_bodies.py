"""What is sent when something is agreed, and when a case ends or begins again."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from case_flow.api.answers_bodies import OnBehalfOf
from case_flow.api.bodies import EMPTY, Body, Id
from councilkit.events.case_words import Party, Progress
from councilkit.privacy import Text

MOST_PARTIES = 30


class PartyBody(Body):
    """A council or a unit."""

    council: Id | None = None
    unit: Id | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.council is None) == (self.unit is None):
            raise PydanticCustomError("council-or-unit", "Name a council or a unit, and not both.")
        return self

    @property
    def party(self) -> Party:
        return Party(council=self.council, unit=self.unit)


Parties = Annotated[tuple[PartyBody, ...], Field(max_length=MOST_PARTIES)]


class FollowUpBody(Body):
    what: Text
    responsible: PartyBody
    involved: Parties = ()
    informed: Parties = ()
    starts: date
    ends: date


class ProgressBody(Body):
    progress: Progress
    note: Annotated[Text | None, EMPTY] = None
    ends: Annotated[date | None, Field(description="A new last day, if it has changed")] = None


class CloseBody(Body):
    reason: Annotated[Text | None, EMPTY] = None
    on_behalf_of: OnBehalfOf = None


class ReopenBody(Body):
    reason: Text
    new_facts: bool = False
    on_behalf_of: OnBehalfOf = None
