from asyncio import gather
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from council_registry.application.meetings.plan_meeting import PlanMeeting, meeting_of, planning
from council_registry.application.ports import Councils, Meetings, MeetingTypes, Units
from council_registry.domain.policy import Acting
from councilkit.events.meetings import Access, MeetingForm, MeetingType
from councilkit.ids import derived_id
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class Dates:
    starts_at: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True)
class PlanSeries:
    """Set the times of several meetings in one go, such as those of a half-year."""

    councils: tuple[str, ...]
    type: MeetingType
    form: MeetingForm
    dates: tuple[Dates, ...]
    access: tuple[Access, ...] = ()
    own_type: str | None = None
    sign_up: bool = False
    texts: Mapping[str, str] = field(default_factory=dict)

    def plans(self, series: str | None = None) -> list[PlanMeeting]:
        common = {name: value for name, value in vars(self).items() if name != "dates"}
        return [PlanMeeting(**common, **vars(dates), series=series) for dates in self.dates]


@dataclass(frozen=True)
class Series:
    id: str
    receipts: tuple[Receipt, ...]


async def plan_series(
    command: PlanSeries,
    by: Acting,
    call: Call,
    *,
    meetings: Meetings,
    councils: Councils,
    units: Units,
    meeting_types: MeetingTypes,
) -> Series:
    series = derived_id("series", call.command_id)
    plans = command.plans(series)
    require = await planning(plans[0], by, councils=councils, units=units, meeting_types=meeting_types)
    # Each meeting is a command of its own: what a crash left out is planned by a repeat.
    calls = [replace(call, command_id=f"{call.command_id}/{n}", expected=None) for n, _ in enumerate(plans, 1)]
    earlier = await gather(*(meetings.known(one) for one in calls))
    for plan in (plan for plan, receipt in zip(plans, earlier, strict=True) if not receipt):
        require(plan)
        meeting_of(plan, call).planned()  # nothing is planned if one of them may not be
    planned = zip(plans, calls, earlier, strict=True)
    return Series(series, tuple([receipt or await _plan(plan, own, meetings) for plan, own, receipt in planned]))


async def _plan(plan: PlanMeeting, call: Call, meetings: Meetings) -> Receipt:
    meeting = meeting_of(plan, call)
    return await meetings.open(meeting.id, call, lambda _: meeting.planned(), texts=plan.texts)
