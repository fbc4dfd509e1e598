"""What the commands are sent as by which a case begins, and by which its council answers for it at first."""

from datetime import date
from typing import Annotated

from pydantic import Field

from case_flow.api.bodies import EMPTY, Body, Id
from councilkit.events.case_words import Basis, Phase, Restriction, StartedBy, Theme, Unfit
from councilkit.events.cases import Line
from councilkit.privacy import Short, Text, Title


class RestrictionBody(Body):
    basis: Basis
    until: date

    @property
    def restriction(self) -> Restriction:
        return Restriction(basis=self.basis, until=self.until)


class Reported(Body):
    """What is said when a case is raised, of what has been written."""

    hints_seen: bool = Field(default=False, description="The writer has looked: it is about more than one person")
    restriction: RestrictionBody | None = None

    @property
    def restricted(self) -> Restriction | None:
        return self.restriction.restriction if self.restriction else None


class Sorted(Body):
    """What a case is about, as its council sorts it."""

    phase: Phase | None = None
    theme: Theme | None = None
    started_by: StartedBy | None = None


class ReportBody(Sorted, Reported):
    council: Id
    title: Title
    short: Short
    description: Text
    lines: Annotated[tuple[Line, ...], Field(min_length=1, max_length=len(Line))]


class DraftBody(Sorted):
    council: Id
    title: Annotated[Title | None, EMPTY] = None
    short: Annotated[Short | None, EMPTY] = None
    description: Annotated[Text | None, EMPTY] = None
    lines: Annotated[tuple[Line, ...], Field(max_length=len(Line))] = ()


class ScheduleBody(Body):
    on: date


class TurningAwayBody(Body):
    why: Unfit
    reason: Text


class ReasonBody(Body):
    reason: Text


class WithdrawBody(Body):
    reason: Annotated[Text | None, EMPTY] = None
