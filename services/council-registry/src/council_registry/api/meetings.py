"""Meetings over HTTP: what is read of them, and how they are planned."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from council_registry.api.bodies import Day
from council_registry.api.dependencies import Id, Service
from council_registry.api.meeting_bodies import MeetingBody, SeriesBody
from council_registry.api.meeting_shapes import MeetingCard, MeetingShape, PreviewedShape, PreviewShape, SeriesShape
from council_registry.api.paging import after_of
from council_registry.application.meetings.list_meetings import MeetingsWanted, list_meetings
from council_registry.application.meetings.plan_meeting import plan_meeting
from council_registry.application.meetings.plan_series import plan_series
from council_registry.application.meetings.preview_series import preview_series
from council_registry.application.meetings.read_meeting import MeetingPage, read_meeting
from council_registry.application.service import Registry
from council_registry.domain.meeting_life import Status
from council_registry.domain.meeting_refusals import WrongMeetingType
from council_registry.domain.policy import POLICY, Action, Place
from council_registry.domain.refusals import EndsBeforeStart, NoSuchMeeting, WrongNumberOfCouncils
from council_registry.domain.structure_refusals import CouncilNotBegun, CouncilOver
from councilkit.events.meetings import MeetingType
from councilkit.policy import NotAllowed
from councilkit.refusals import UnknownReference
from councilkit.web import (
    Accepted,
    AllowedAction,
    Caller,
    CursorMalformed,
    Page,
    PagingDep,
    Since,
    action,
    allowed_actions,
    etag,
)
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep, Reader

router = APIRouter(tags=["meetings"])

AnId = Annotated[str | None, Query(max_length=100)]
First = Annotated[Day | None, Query(alias="from", description="The first day")]
Last = Annotated[Day | None, Query(alias="to", description="The last day")]

ANY_PLAN = (UnknownReference, WrongNumberOfCouncils, WrongMeetingType, EndsBeforeStart, CouncilOver, CouncilNotBegun)


@router.post("/meetings", status_code=201, **action(Action.PLAN_MEETING, *ANY_PLAN, *ANY_COMMAND))
async def plan(body: MeetingBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    receipt = await plan_meeting(
        body.command(),
        by.holding,
        by.call,
        meetings=service.meetings,
        councils=service.councils,
        units=service.units,
        meeting_types=service.meeting_types,
    )
    return await answer(receipt)


@router.post("/meetings/series", status_code=201, **action("plan_series", *ANY_PLAN, *ANY_COMMAND))
async def plan_many(body: SeriesBody, by: Acting, service: Service) -> SeriesShape:
    series = await plan_series(
        body.command(),
        by.holding,
        by.call,
        meetings=service.meetings,
        councils=service.councils,
        units=service.units,
        meeting_types=service.meeting_types,
    )
    await service.seen(series.receipts[-1])
    return SeriesShape.of(series)


@router.post("/meetings/series/preview", **action("preview_series", UnknownReference))
async def preview(body: SeriesBody, reader: Reader, service: Service) -> PreviewShape:
    place = Place(frozenset(body.councils))
    if not allowed_actions(POLICY, reader, [Action.PLAN_MEETING], place.relations):
        raise NotAllowed("This is seen by those who may plan meetings of these councils.", field="Authorization")
    previewed = await preview_series(
        body.command(), reader.holdings, contacts=service.contacts, records=service.records
    )
    return PreviewShape(dates=[PreviewedShape.of(one) for one in previewed])


@router.get("/meetings", **action("list_meetings", CursorMalformed))
async def meetings(
    *,
    reader: Reader,
    service: Service,
    paging: PagingDep,
    council: AnId = None,
    region: AnId = None,
    first: First = None,
    last: Last = None,
    status: Status | None = None,
    type: MeetingType | None = None,
) -> Page[MeetingCard]:
    wanted = MeetingsWanted(council=council, region=region, first=first, last=last, status=status, type=type)
    found = await list_meetings(wanted, after=after_of(paging), limit=paging.fetch, records=service.records)
    return paging.page(
        found,
        key=lambda page: [page.spelled_start, page.record.state.id],
        show=lambda page: MeetingCard.card(page, actions_of(page, reader, service)),
    )


@router.get("/meetings/{id}", **action("read_meeting", NoSuchMeeting))
async def meeting(id: Id, reader: Reader, service: Service, response: Response, since: Since = None) -> MeetingShape:
    if since:
        await service.seen(since)
    page = await read_meeting(id, records=service.records, texts=service.texts)
    response.headers["ETag"] = etag(page.record.sequence)
    return MeetingShape.page(page, reader, actions_of(page, reader, service))


def actions_of(page: MeetingPage, reader: Caller, service: Registry) -> list[AllowedAction]:
    """Tell what the asker may do with it now; nobody is asked to sign up twice."""
    opened = [
        allowed
        for one in (*page.possible(service.clock()), Action.EXPORT_ATTENDANCE)
        for allowed in allowed_actions(POLICY, reader, [one], page.place_for(one).relations)
    ]
    twice = [AllowedAction(action=Action.SIGN_UP, acting=one) for one in page.record.state.signed_up]
    return [allowed for allowed in opened if allowed not in twice]
