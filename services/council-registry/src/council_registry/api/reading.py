"""What is read of units, councils and meetings, by everybody who holds a term or a post."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from council_registry.api.bodies import Day
from council_registry.api.dependencies import Id, Service, UnitNumber
from council_registry.api.shapes import CouncilCard, CouncilShape, MeetingShape, UnitCard, UnitShape
from council_registry.application.places import place_of
from council_registry.application.read_council import read_council
from council_registry.application.read_unit import read_unit
from council_registry.application.records import COUNCILS, MEETINGS, UNITS, After, Record
from council_registry.application.service import Registry
from council_registry.domain.meeting import Meeting, Status
from council_registry.domain.policy import POLICY, Place
from council_registry.domain.refusals import NoSuchCouncil, NoSuchMeeting, NoSuchUnit
from councilkit.events.councils import Level, UnitKind
from councilkit.web import Caller, CursorMalformed, Page, Paging, PagingDep, Since, action, allowed_actions, etag
from councilkit.web.house_app import Reader
from councilkit.workdays import oslo_day

router = APIRouter(tags=["reading"])

AnId = Annotated[str | None, Query(max_length=100)]
SeatedOn = Annotated[Day | None, Query(description="The day whose terms the seats show; today unless told")]


@router.get("/units", **action("list_units", CursorMalformed))
async def units(
    _: Reader, service: Service, paging: PagingDep, kind: UnitKind | None = None, parent: AnId = None
) -> Page[UnitCard]:
    where = {"kind": kind, "parent": parent}
    found = await service.records.find(UNITS, where, after=_after(paging), limit=paging.fetch)
    return paging.page(found, key=lambda one: [one.state.number, one.state.number], show=UnitCard.of)


@router.get("/units/{number}", **action("read_unit", NoSuchUnit))
async def unit(
    number: UnitNumber, reader: Reader, service: Service, response: Response, since: Since = None
) -> UnitShape:
    if since:
        await service.seen(since)
    page = await read_unit(number, records=service.records)
    response.headers["ETag"] = etag(page.record.sequence)
    place, possible = place_of([page.record.state]), page.record.state.possible()
    return UnitShape.page(page, allowed_actions(POLICY, reader, possible, place.relations))


@router.get("/councils", **action("list_councils", CursorMalformed))
async def councils(
    _: Reader,
    service: Service,
    paging: PagingDep,
    level: Level | None = None,
    parent: AnId = None,
    unit: AnId = None,
) -> Page[CouncilCard]:
    where = {"charter.level": level, "charter.parent": parent, "charter.units": unit}
    found = await service.records.find(COUNCILS, where, order="charter.short", after=_after(paging), limit=paging.fetch)
    return paging.page(found, key=lambda one: [one.state.charter.short, one.state.id], show=CouncilCard.card)


@router.get("/councils/{id}", **action("read_council", NoSuchCouncil))
async def council(
    *, id: Id, reader: Reader, service: Service, response: Response, since: Since = None, on: SeatedOn = None
) -> CouncilShape:
    if since:
        await service.seen(since)
    page = await read_council(id, records=service.records)
    response.headers["ETag"] = etag(page.record.sequence)
    actions = allowed_actions(POLICY, reader, page.record.state.possible(), page.place.relations)
    return CouncilShape.page(page, on or oslo_day(service.clock()), actions)


@router.get("/meetings", **action("list_meetings", CursorMalformed))
async def meetings(
    reader: Reader, service: Service, paging: PagingDep, council: AnId = None, status: Status | None = None
) -> Page[MeetingShape]:
    found = await service.records.find(
        MEETINGS,
        {"councils": council, "status": status},
        order="starts_at",
        descending=True,
        after=_after(paging),
        limit=paging.fetch,
    )
    return paging.page(
        found,
        key=lambda one: [MEETINGS.doc(one.state)["starts_at"], one.state.id],
        show=lambda one: _meeting(one, reader, service),
    )


@router.get("/meetings/{id}", **action("read_meeting", NoSuchMeeting))
async def meeting(id: Id, reader: Reader, service: Service, response: Response, since: Since = None) -> MeetingShape:
    if since:
        await service.seen(since)
    record = await service.records.get(MEETINGS, id)
    response.headers["ETag"] = etag(record.sequence)
    return _meeting(record, reader, service)


def _meeting(record: Record[Meeting], reader: Caller, service: Registry) -> MeetingShape:
    place, possible = Place(frozenset(record.state.councils)), record.state.possible(service.clock())
    return MeetingShape.of(record, allowed_actions(POLICY, reader, possible, place.relations))


def _after(paging: Paging) -> After | None:
    match paging.after:
        case None:
            return None
        case [str(value), str(key)]:
            return value, key
    raise CursorMalformed("The cursor is not one that this list gave.", field="cursor")
