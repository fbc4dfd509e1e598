"""Meeting types of councils' and regions' own, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from council_registry.api.dependencies import Id, Service
from council_registry.api.meeting_bodies import MeetingTypeBody
from council_registry.api.meeting_shapes import MeetingTypeShape, MeetingTypesShape
from council_registry.application.meetings.drop_meeting_type import DropMeetingType, drop_meeting_type
from council_registry.application.meetings.list_meeting_types import list_meeting_types, where_made
from council_registry.application.meetings.make_meeting_type import MakeMeetingType, make_meeting_type
from council_registry.domain.meeting_refusals import CouncilOrRegion, NoSuchMeetingType, WrongMeetingType
from council_registry.domain.policy import POLICY, Action
from councilkit.refusals import UnknownReference
from councilkit.web import Accepted, action, allowed_actions
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep, Reader

router = APIRouter(prefix="/meeting-types", tags=["meetings"])

AnId = Annotated[str | None, Query(max_length=100)]


@router.get("", **action("list_meeting_types"))
async def meeting_types(reader: Reader, service: Service, council: AnId = None, unit: AnId = None) -> MeetingTypesShape:
    """Tell those that a council has, its region's among them, or a region's own; without one, all not dropped."""
    found = await list_meeting_types(council, unit, records=service.records, texts=service.texts)
    place = await where_made(council, unit, records=service.records)
    return MeetingTypesShape(
        actions=allowed_actions(POLICY, reader, [Action.MAKE_MEETING_TYPE], place.relations),
        items=[
            MeetingTypeShape.of(
                one.own_type, one.name, allowed_actions(POLICY, reader, one.possible, one.place.relations)
            )
            for one in found
        ],
    )


@router.post("", status_code=201, **action(Action.MAKE_MEETING_TYPE, UnknownReference, CouncilOrRegion, *ANY_COMMAND))
async def make(body: MeetingTypeBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = MakeMeetingType(body.name, body.council, body.unit)
    receipt = await make_meeting_type(
        command,
        by.holding,
        by.call,
        meeting_types=service.meeting_types,
        councils=service.councils,
        units=service.units,
    )
    return await answer(receipt)


@router.post("/{id}/drop", **action(Action.DROP_MEETING_TYPE, NoSuchMeetingType, WrongMeetingType, *ANY_COMMAND))
async def drop(id: Id, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    receipt = await drop_meeting_type(
        DropMeetingType(id),
        by.holding,
        by.call,
        meeting_types=service.meeting_types,
        councils=service.councils,
        units=service.units,
    )
    return await answer(receipt)
