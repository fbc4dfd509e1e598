"""Meetings over HTTP: what is done with them, and what is read."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from council_registry.api.bodies import (
    Day,
    HoldBody,
    MeetingBody,
)
from council_registry.api.dependencies import Id, Service
from council_registry.api.paging import after_of
from council_registry.api.shapes import (
    MeetingShape,
)
from council_registry.application.hold_meeting import HoldMeeting, hold_meeting
from council_registry.application.plan_meeting import PlanMeeting, plan_meeting
from council_registry.application.records import MEETINGS, Record
from council_registry.application.service import Registry
from council_registry.domain.meeting import Meeting, Status
from council_registry.domain.policy import POLICY, Action, Place
from council_registry.domain.refusals import (
    NoSuchMeeting,
    NotBegun,
    NotOfThisMeeting,
    WrongNumberOfCouncils,
    WrongState,
)
from councilkit.refusals import UnknownReference
from councilkit.web import (
    Accepted,
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
SeatedOn = Annotated[Day | None, Query(description="The day whose terms the seats show; today unless told")]


@router.post(
    "/meetings",
    status_code=201,
    **action(Action.PLAN_MEETING, UnknownReference, WrongNumberOfCouncils, *ANY_COMMAND),
)
async def plan(body: MeetingBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = PlanMeeting(body.councils, body.type, body.form, body.starts_at)
    receipt = await plan_meeting(command, by.holding, by.call, meetings=service.meetings, councils=service.councils)
    return await answer(receipt)


@router.post(
    "/meetings/{id}/hold",
    **action(Action.HOLD_MEETING, NoSuchMeeting, WrongState, NotBegun, NotOfThisMeeting, *ANY_COMMAND),
)
async def hold(id: Id, body: HoldBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = HoldMeeting(id, body.attended)
    receipt = await hold_meeting(command, by.holding, by.call, meetings=service.meetings, councils=service.councils)
    return await answer(receipt)


@router.get("/meetings", **action("list_meetings", CursorMalformed))
async def meetings(
    reader: Reader, service: Service, paging: PagingDep, council: AnId = None, status: Status | None = None
) -> Page[MeetingShape]:
    found = await service.records.find(
        MEETINGS,
        {"councils": council, "status": status},
        order="starts_at",
        descending=True,
        after=after_of(paging),
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
