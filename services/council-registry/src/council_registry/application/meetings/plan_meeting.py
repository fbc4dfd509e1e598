from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from council_registry.application.ports import Councils, Meetings, MeetingTypes, Units
from council_registry.application.structure.references import known
from council_registry.domain.attendance import require_open
from council_registry.domain.meeting import Meeting
from council_registry.domain.policy import Acting, Action, Place
from councilkit.events.meetings import Access, MeetingForm, MeetingType
from councilkit.ids import derived_id
from councilkit.ledger import Call, Receipt
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class PlanMeeting:
    """Set the time of a meeting of one council, or of several together.

    `texts` say where it is and how to get in: place, link, dial_in, info.
    """

    councils: tuple[str, ...]
    type: MeetingType
    form: MeetingForm
    starts_at: datetime
    ends_at: datetime | None = None
    access: tuple[Access, ...] = ()
    own_type: str | None = None
    sign_up: bool = False
    series: str | None = None
    texts: Mapping[str, str] = field(default_factory=dict)


async def plan_meeting(
    command: PlanMeeting,
    by: Acting,
    call: Call,
    *,
    meetings: Meetings,
    councils: Councils,
    units: Units,
    meeting_types: MeetingTypes,
) -> Receipt:
    meeting = meeting_of(command, call)
    await require_plan([command], by, councils=councils, units=units, meeting_types=meeting_types)
    return await meetings.open(meeting.id, call, lambda _: meeting.planned(), texts=command.texts)


def meeting_of(command: PlanMeeting, call: Call) -> Meeting:
    fields = {name: value for name, value in vars(command).items() if name != "texts"}
    return Meeting(derived_id("meeting", call.command_id), **fields)


async def require_plan(
    plans: Sequence[PlanMeeting], by: Acting, *, councils: Councils, units: Units, meeting_types: MeetingTypes
) -> None:
    """Refuse plans, which differ in their times alone, for councils that are not there or not the asker's."""
    first = plans[0]
    meet = await known(councils, first.councils, field="/councils")
    Place(frozenset(first.councils)).require(Action.PLAN_MEETING, by)
    for plan in plans:
        require_open(meet, oslo_day(plan.starts_at))
    if first.own_type:
        [own_type] = await known(meeting_types, [first.own_type], field="/own_type")
        numbers = {number for council in meet for number in council.charter.units}
        own_type.require_for(first.councils, {(await units.get(number)).region for number in numbers})
