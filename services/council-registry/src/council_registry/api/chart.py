"""The organisation chart with its councils, and what is missing in it."""

from datetime import date
from functools import lru_cache
from typing import Annotated, Self

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from council_registry.api.dependencies import Service
from council_registry.api.reading import StandingDep
from council_registry.api.shapes import CouncilName, UnitName
from council_registry.application.reading.chart import Branch, chart
from council_registry.application.reading.gaps import Asleep, Gaps, Leaderless, read_gaps
from council_registry.application.reading.standing import CouncilOnDay, Standing, UnitOnDay
from council_registry.domain.dated import Status
from councilkit.events.councils import CouncilKind, Level, Side, UnitKind
from councilkit.web import action
from councilkit.web.house_app import Reader

router = APIRouter(tags=["directory"])

CHARTS_KEPT = 16


class ChartCouncil(CouncilName):
    level: Level
    kind: CouncilKind
    status: Status
    led_by: Side

    @classmethod
    def on_day(cls, council: CouncilOnDay) -> Self:
        charter = council.charter
        return cls(
            id=council.id,
            short=charter.short,
            names=charter.names,
            level=charter.level,
            kind=charter.kind,
            status=council.status,
            led_by=charter.led_by,
        )


class ChartUnit(UnitName):
    """A unit, its councils, and the units below it."""

    kind: UnitKind
    line: str | None
    councils: list[ChartCouncil]
    without_council: bool = Field(description="It has no council, or only one that is planned")
    units: list["ChartUnit"]

    @classmethod
    def branch(cls, branch: Branch) -> Self:
        unit = branch.unit
        return cls(
            number=unit.number,
            name=unit.name,
            kind=unit.kind,
            line=unit.line,
            councils=[ChartCouncil.on_day(council) for council in branch.councils],
            without_council=branch.without_council,
            units=[cls.branch(below) for below in branch.branches],
        )


class ChartShape(BaseModel):
    """The trees: one, under the directorate, unless a unit's parent is missing."""

    on: date
    units: list[ChartUnit]


class GapUnit(UnitName):
    kind: UnitKind
    region: str | None

    @classmethod
    def on_day(cls, unit: UnitOnDay) -> Self:
        return cls(number=unit.number, name=unit.name, kind=unit.kind, region=unit.region)


class GapCouncil(CouncilName):
    level: Level
    status: Status
    regions: list[str]

    @classmethod
    def on_day(cls, council: CouncilOnDay, standing: Standing) -> Self:
        charter, regions = council.charter, sorted(standing.regions_of(council))
        return cls(
            id=council.id,
            short=charter.short,
            names=charter.names,
            level=charter.level,
            status=council.status,
            regions=regions,
        )


class AsleepShape(BaseModel):
    council: GapCouncil
    last_meeting: date | None = Field(description="The day of the last meeting that was held, in the last two years")

    @classmethod
    def of(cls, asleep: Asleep, standing: Standing) -> Self:
        return cls(council=GapCouncil.on_day(asleep.council, standing), last_meeting=asleep.last)


class LeaderlessShape(BaseModel):
    council: GapCouncil
    since: date | None = Field(description="The day after the last leader's term; null if there was none")

    @classmethod
    def of(cls, leaderless: Leaderless, standing: Standing) -> Self:
        return cls(council=GapCouncil.on_day(leaderless.council, standing), since=leaderless.since)


class GapsShape(BaseModel):
    """Units without a council are a normal state; councils asleep rest, or have not met for a year."""

    on: date
    without_council: list[GapUnit]
    asleep: list[AsleepShape]
    leader_vacant: list[LeaderlessShape]

    @classmethod
    def of(cls, found: Gaps, standing: Standing) -> Self:
        return cls(
            on=standing.day,
            without_council=[GapUnit.on_day(unit) for unit in found.units],
            asleep=[AsleepShape.of(one, standing) for one in found.asleep],
            leader_vacant=[LeaderlessShape.of(one, standing) for one in found.leaderless],
        )


@router.get("/chart", response_model=ChartShape, **action("read_chart"))
async def read_chart(_: Reader, standing: StandingDep) -> Response:
    return Response(_chart(standing), media_type="application/json", headers={"Cache-Control": "private, no-cache"})


@router.get("/gaps", **action("read_gaps"))
async def missing(
    _: Reader, service: Service, standing: StandingDep, region: Annotated[str | None, Query(max_length=100)] = None
) -> GapsShape:
    return GapsShape.of(await read_gaps(region, standing, activities=service.activities), standing)


@lru_cache(maxsize=CHARTS_KEPT)
def _chart(standing: Standing) -> bytes:
    """Write the chart once for all who ask before anything changes."""
    shape = ChartShape(on=standing.day, units=[ChartUnit.branch(branch) for branch in chart(standing)])
    return shape.model_dump_json().encode()
