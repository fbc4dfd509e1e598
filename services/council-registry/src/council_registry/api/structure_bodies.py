"""What changes of units and councils are sent as: `on` is the first day on which they hold."""

from typing import Annotated

from pydantic import Field

from council_registry.api.bodies import UNIQUE, Body, Day, EachOnce, Id, NamesBody, UnitNumber, Units
from council_registry.domain.unit import Unit
from councilkit.events.cases import Line
from councilkit.events.councils import Language, Names, Side, UnitKind
from councilkit.events.structure import (
    CouncilChanged,
    CouncilClosed,
    CouncilCountingSet,
    UnitChanged,
    UnitClosed,
)
from councilkit.privacy import Title

A_CHANGE = "The first day on which it holds; one to come is agreed, and told as done when it has come"
SUCCESSORS = "One: a merger. Several: a split; the first takes over what is open"


class UnitBody(Body):
    number: UnitNumber
    name: Title
    kind: UnitKind
    parent: UnitNumber | None = None
    line: Line | None = None
    starts: Day | None = None

    def unit(self) -> Unit:
        return Unit(**dict(self))


class ChangeUnitBody(Body):
    """All that may change: what is left out is gone."""

    on: Day = Field(description=A_CHANGE)
    name: Title
    parent: UnitNumber | None = None
    line: Line | None = None

    def changed(self, unit: str) -> UnitChanged:
        return UnitChanged(unit=unit, **dict(self))


class CloseUnitBody(Body):
    on: Day = Field(description=A_CHANGE)
    successors: Annotated[tuple[UnitNumber, ...], Field(max_length=50, json_schema_extra=UNIQUE), EachOnce] = ()

    def closed(self, unit: str) -> UnitClosed:
        return UnitClosed(unit=unit, **dict(self))


class ChangeCouncilBody(Body):
    """All that may change: what is left out is gone."""

    on: Day = Field(description=A_CHANGE)
    names: NamesBody
    parent: Id | None = None
    units: Units
    line: Line | None = None
    language: Language
    led_by: Side

    def changed(self, council: str) -> CouncilChanged:
        return CouncilChanged(council=council, **{**dict(self), "names": Names(**dict(self.names))})


class CloseCouncilBody(Body):
    on: Day = Field(description=A_CHANGE)
    successors: Annotated[tuple[Id, ...], Field(max_length=50, json_schema_extra=UNIQUE), EachOnce] = Field(
        default=(), description=SUCCESSORS
    )

    def closed(self, council: str) -> CouncilClosed:
        return CouncilClosed(council=council, **dict(self))


class PlanBody(Body):
    on: Day = Field(description="The day for which it was agreed")


class ToldBody(Body):
    on: Day = Field(description="The first day on which it holds: today, or earlier")


class CountingBody(Body):
    counts_from: Day | None = Field(default=None, description="No duty counts before this day")
    quiet: bool = Field(default=False, description="No mail goes to the council about its duties")

    def counting(self, council: str) -> CouncilCountingSet:
        return CouncilCountingSet(council=council, **dict(self))
