"""What the commands are sent as by which a council treats a case that it holds."""

from datetime import date
from typing import Annotated

from pydantic import Field

from case_flow.api.bodies import EMPTY, Body, Id
from councilkit.events.cases import Outcome
from councilkit.privacy import Text


class AgendaBody(Body):
    meeting: Id


class PostponeBody(Body):
    until: date
    reason: Text
    seen: bool = Field(default=False, description="The council knows how often it has postponed the case before")


class TreatBody(Body):
    outcome: Outcome
    opinion: Annotated[Text | None, EMPTY] = None


class MergeBody(Body):
    into: Id = Field(description="The case that it becomes a part of")
    reason: Text
