"""Units and councils over HTTP: what is read of them, on any day."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from council_registry.api.bodies import Day
from council_registry.api.dependencies import Id, Service, UnitNumber
from council_registry.api.directory_shapes import CouncilCard, CouncilShape, UnitCard, UnitShape
from council_registry.api.paging import part_of
from council_registry.application.reading.lists import CouncilsWanted, UnitsWanted
from council_registry.application.reading.read_council import read_council
from council_registry.application.reading.read_unit import read_unit
from council_registry.application.reading.standing import Standing
from council_registry.application.structure.places import place_of
from council_registry.domain.dated import Status
from council_registry.domain.policy import POLICY
from council_registry.domain.refusals import NoSuchCouncil, NoSuchUnit
from councilkit.events.councils import CouncilKind, Level, Side, UnitKind
from councilkit.web import CursorMalformed, Page, PagingDep, Since, action, allowed_actions, etag
from councilkit.web.house_app import Reader, ReaderOrFormer
from councilkit.workdays import oslo_day

router = APIRouter(tags=["directory"])

AnId = Annotated[str | None, Query(max_length=100)]
Text = Annotated[str, Query(max_length=100, description="Words; each is the beginning of a name, or of a number")]
On = Annotated[Day | None, Query(description="The day that is asked about, by what is known now; today unless told")]


async def standing(service: Service, on: On = None, since: Since = None) -> Standing:
    if since:
        await service.seen(since)
    return await service.directories.on(on or oslo_day(service.clock()))


StandingDep = Annotated[Standing, Depends(standing)]
"""How everything stands on the day that is asked for, as a parameter of a route."""


def units_wanted(
    *,
    kind: UnitKind | None = None,
    parent: AnId = None,
    region: AnId = None,
    line: AnId = None,
    q: Text = "",
    without_council: bool | None = None,
) -> UnitsWanted:
    return UnitsWanted(kind=kind, parent=parent, region=region, line=line, q=q, without_council=without_council)


def councils_wanted(
    *,
    level: Level | None = None,
    kind: CouncilKind | None = None,
    line: AnId = None,
    status: Annotated[Status | None, Query(description="Those that are closed are told only when asked for")] = None,
    led_by: Side | None = None,
    region: AnId = None,
    unit: AnId = None,
    parent: AnId = None,
    q: Text = "",
) -> CouncilsWanted:
    return CouncilsWanted(
        level=level,
        kind=kind,
        line=line,
        status=status,
        led_by=led_by,
        region=region,
        unit=unit,
        parent=parent,
        q=q,
    )


@router.get("/units", **action("list_units", CursorMalformed))
async def units(
    _: Reader, standing: StandingDep, wanted: Annotated[UnitsWanted, Depends(units_wanted)], paging: PagingDep
) -> Page[UnitCard]:
    found = part_of(wanted.of(standing), paging, key=lambda unit: (unit.number, unit.number))
    return paging.page(
        found,
        key=lambda unit: [unit.number, unit.number],
        show=lambda unit: UnitCard.on_day(unit, without_council=standing.without_council(unit)),
    )


@router.get("/units/{number}", **action("read_unit", NoSuchUnit))
async def unit(
    *, number: UnitNumber, reader: Reader, service: Service, response: Response, standing: StandingDep
) -> UnitShape:
    page = await read_unit(number, standing.day, directories=service.directories)
    response.headers["ETag"] = etag(page.found.sequence)
    place, possible = place_of([page.state]), page.state.possible()
    return UnitShape.page(page, standing.day, allowed_actions(POLICY, reader, possible, place.relations))


@router.get("/councils", **action("list_councils", CursorMalformed))
async def councils(
    _: Reader, standing: StandingDep, wanted: Annotated[CouncilsWanted, Depends(councils_wanted)], paging: PagingDep
) -> Page[CouncilCard]:
    found = part_of(wanted.of(standing), paging, key=lambda one: (one.charter.short, one.id))
    return paging.page(
        found,
        key=lambda one: [one.charter.short, one.id],
        show=lambda council: CouncilCard.on_day(council, standing),
    )


@router.get("/councils/{id}", **action("read_council", NoSuchCouncil))
async def council(
    *, id: Id, reader: ReaderOrFormer, service: Service, response: Response, standing: StandingDep
) -> CouncilShape:
    page = await read_council(id, standing.day, directories=service.directories, records=service.records)
    response.headers["ETag"] = etag(page.found.sequence)
    possible = page.found.council.possible()
    return CouncilShape.page(page, allowed_actions(POLICY, reader, possible, page.place.relations))
