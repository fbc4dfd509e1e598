from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from council_registry.application.ports import Councils, Meetings, MeetingTypes, Units
from council_registry.application.structure.references import known
from council_registry.domain.attendance import require_open
from council_registry.domain.meeting import Meeting
from council_registry.domain.policy import Acting, Action, Place
from councilkit.events.meetings import Access, MeetingForm, MeetingPlanned, MeetingType
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
    require = await planning(command, by, councils=councils, units=units, meeting_types=meeting_types)

    def decide(_: datetime) -> MeetingPlanned:
        require(command)
        return meeting.planned()

    return await meetings.open(meeting.id, call, decide, texts=command.texts)


def meeting_of(command: PlanMeeting, call: Call) -> Meeting:
    fields = {name: value for name, value in vars(command).items() if name != "texts"}
    return Meeting(derived_id("meeting", call.command_id), **fields)


async def planning(
    command: PlanMeeting, by: Acting, *, councils: Councils, units: Units, meeting_types: MeetingTypes
) -> Callable[[PlanMeeting], None]:
    """Refuse a plan for councils that are not there or not the asker's; tell what it must pass if it is a new one.

    What may change with time belongs to the latter: a repeat is answered as the first try was.
    """
    meet = await known(councils, command.councils, field="/councils")
    Place(frozenset(command.councils)).require(Action.PLAN_MEETING, by)
    own_types = await known(meeting_types, [command.own_type] if command.own_type else [], field="/own_type")
    numbers = {number for council in meet for number in council.charter.units} if own_types else set()
    regions = {(await units.get(number)).region for number in numbers}

    def require(plan: PlanMeeting) -> None:
        require_open(meet, oslo_day(plan.starts_at))
        for own_type in own_types:
            own_type.require_for(plan.councils, regions)

    return require
