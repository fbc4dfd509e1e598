"""What is told of units and councils on a day: cards in lists, and whole pages."""

from datetime import date
from typing import Self

from pydantic import BaseModel, Field

from council_registry.api.shapes import CasesShape, CouncilName, PostShape, SeatShape, UnitName
from council_registry.application.reading.read_council import CouncilPage
from council_registry.application.reading.read_unit import UnitPage
from council_registry.application.reading.standing import CouncilOnDay, Standing, UnitOnDay
from council_registry.application.reading.succession import Succession
from council_registry.domain.charter import Charter
from council_registry.domain.dated import Status
from council_registry.domain.unit import Facts
from councilkit.events.councils import CouncilKind, Language, Level, Names, Side, UnitKind
from councilkit.events.structure import (
    CouncilChangeAgreed,
    CouncilChanged,
    CouncilCountingSet,
    UnitChangeAgreed,
    UnitChanged,
)
from councilkit.web import AllowedAction


class UnitCard(UnitName):
    kind: UnitKind
    parent: str | None
    region: str | None = Field(description="The region that it is, or lies in")
    line: str | None
    status: Status
    without_council: bool
    sequence: int

    @classmethod
    def on_day(cls, unit: UnitOnDay, *, without_council: bool) -> Self:
        return cls(
            number=unit.number,
            name=unit.name,
            kind=unit.kind,
            parent=unit.parent,
            region=unit.region,
            line=unit.line,
            status=unit.status,
            without_council=without_council,
            sequence=unit.sequence,
        )


class CouncilCard(CouncilName):
    level: Level
    kind: CouncilKind
    status: Status
    parent: str | None
    units: list[UnitName]
    line: str | None
    language: Language
    led_by: Side
    sequence: int

    @classmethod
    def on_day(cls, council: CouncilOnDay, standing: Standing) -> Self:
        charter = council.charter
        return cls(
            id=council.id,
            short=charter.short,
            names=charter.names,
            level=charter.level,
            kind=charter.kind,
            status=council.status,
            parent=charter.parent,
            units=[UnitName(number=unit.number, name=unit.name) for unit in standing.units_of(council)],
            line=charter.line,
            language=charter.language,
            led_by=charter.led_by,
            sequence=council.sequence,
        )


class SuccessionShape(CouncilName):
    """A council that was there before or is there after, and the first day of the later one in its place."""

    on: date

    @classmethod
    def link(cls, succession: Succession) -> Self:
        return cls(**dict(CouncilName.of(succession.council)), on=succession.on)


class ToldShape(BaseModel):
    """What may change of a council at a date."""

    names: Names
    parent: str | None
    units: tuple[str, ...]
    line: str | None
    language: Language
    led_by: Side

    @classmethod
    def of(cls, told: Charter | CouncilChanged) -> Self:
        return cls(**{field: getattr(told, field) for field in cls.model_fields})


class EarlierShape(BaseModel):
    """What the council was until a day, which is the first on which it was not."""

    until: date
    was: ToldShape


class PlanShape(BaseModel):
    """What is agreed for a day to come: a change, or an end with the councils that take its place."""

    on: date
    changed: ToldShape | None
    closes: bool
    successors: tuple[str, ...]

    @classmethod
    def of(cls, plan: CouncilChangeAgreed) -> Self:
        return cls(
            on=plan.on,
            changed=ToldShape.of(plan.changed) if plan.changed else None,
            closes=plan.closed is not None,
            successors=plan.closed.successors if plan.closed else (),
        )


class CountingShape(BaseModel):
    """From which day the duties count, and whether the council is left in peace."""

    counts_from: date | None = None
    quiet: bool = False

    @classmethod
    def of(cls, told: CouncilCountingSet | None) -> Self:
        return cls(counts_from=told.counts_from, quiet=told.quiet) if told else cls()


class CouncilShape(CouncilCard):
    on: date = Field(description="The day that all of it is told of")
    starts: date | None
    closed: date | None
    seats: list[SeatShape]
    cases: CasesShape
    predecessors: list[SuccessionShape]
    successors: list[SuccessionShape]
    earlier: list[EarlierShape]
    plans: list[PlanShape]
    counting: CountingShape
    actions: list[AllowedAction]

    @classmethod
    def page(cls, page: CouncilPage, actions: list[AllowedAction]) -> Self:
        council, day = page.found.council, page.standing.day
        return cls(
            **dict(CouncilCard.on_day(page.found, page.standing)),
            on=day,
            starts=council.starts,
            closed=council.ending.on if council.ending else None,
            seats=[SeatShape.of(council, id, day) for id, seat in council.seating.seats.items() if seat.stands_on(day)],
            cases=CasesShape(raised=page.raised, answered=page.answered),
            predecessors=[SuccessionShape.link(one) for one in page.predecessors],
            successors=[SuccessionShape.link(one) for one in page.successors],
            earlier=[EarlierShape(until=until, was=ToldShape.of(was)) for until, was in council.earlier],
            plans=[PlanShape.of(plan) for plan in council.agreed],
            counting=CountingShape.of(council.counting),
            actions=actions,
        )


class FactsShape(BaseModel):
    """What may change of a unit at a date."""

    name: str
    parent: str | None
    line: str | None

    @classmethod
    def of(cls, told: Facts | UnitChanged) -> Self:
        return cls(name=told.name, parent=told.parent, line=told.line)


class EarlierUnitShape(BaseModel):
    """What the unit was until a day, which is the first on which it was not."""

    until: date
    was: FactsShape


class UnitPlanShape(BaseModel):
    """What is agreed for a day to come: a change, or an end with the units that take its place."""

    on: date
    changed: FactsShape | None
    closes: bool
    successors: tuple[str, ...]

    @classmethod
    def of(cls, plan: UnitChangeAgreed) -> Self:
        return cls(
            on=plan.on,
            changed=FactsShape.of(plan.changed) if plan.changed else None,
            closes=plan.closed is not None,
            successors=plan.closed.successors if plan.closed else (),
        )


class UnitShape(UnitCard):
    on: date = Field(description="The day that all of it is told of")
    starts: date | None
    closed: date | None
    successors: tuple[str, ...]
    earlier: list[EarlierUnitShape]
    plans: list[UnitPlanShape]
    posts: list[PostShape]
    councils: list[str]
    actions: list[AllowedAction]

    @classmethod
    def page(cls, page: UnitPage, day: date, actions: list[AllowedAction]) -> Self:
        unit, ending = page.state, page.state.ending
        return cls(
            **dict(UnitCard.on_day(page.found, without_council=page.without_council)),
            on=day,
            starts=unit.starts,
            closed=ending.on if ending else None,
            successors=ending.successors if ending else (),
            earlier=[EarlierUnitShape(until=until, was=FactsShape.of(was)) for until, was in unit.earlier],
            plans=[UnitPlanShape.of(plan) for plan in unit.agreed],
            posts=[PostShape.of(one, [to.id for to in page.reports_to.get(one.id, ())]) for one in unit.posts.values()],
            councils=[council.id for council in page.councils],
            actions=actions,
        )
