from datetime import UTC, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from council_registry.application.inputs import Id, Input
from council_registry.application.ports import Councils, Meetings
from council_registry.application.references import known
from council_registry.domain.meeting import Meeting
from council_registry.domain.policy import Acting, Action, Place
from councilkit.events.councils import MeetingForm, MeetingType
from councilkit.ids import derived_id
from councilkit.ledger import Call, Receipt

Moment = Annotated[AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2100, 1, 1, tzinfo=UTC))]


class PlanMeeting(Input):
    """Set the time of a meeting of one council, or of several together."""

    councils: Annotated[frozenset[Id], Field(min_length=1, max_length=50)]
    type: MeetingType
    form: MeetingForm
    starts_at: Moment


async def plan_meeting(
    command: PlanMeeting, call: Call, by: Acting, *, meetings: Meetings, councils: Councils
) -> Receipt:
    meeting = Meeting(
        id=derived_id("meeting", call.command_id),
        councils=tuple(sorted(command.councils)),
        type=command.type,
        form=command.form,
        starts_at=command.starts_at,
    )
    await known(councils, meeting.councils, field="/councils")
    Place(command.councils).require(Action.PLAN_MEETING, by)
    return await meetings.open(meeting.id, call, lambda _: meeting.planned())
