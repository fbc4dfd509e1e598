from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from council_registry.application.meetings.plan_series import Dates, PlanSeries
from council_registry.application.ports import Contacts
from council_registry.application.records import COUNCILS, HOLDINGS, MEETINGS, UNITS, Records
from council_registry.application.structure.places import place_of
from council_registry.domain.clashes import Clash, Elsewhere, clashes
from council_registry.domain.council import Council
from council_registry.domain.meeting import Meeting
from council_registry.domain.meeting_life import Status
from council_registry.domain.period import A_DAY
from council_registry.domain.policy import Acting, Action
from councilkit.refusals import UnknownReference
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class Previewed:
    dates: Dates
    clashes: list[Clash]


async def preview_series(
    command: PlanSeries, by: Sequence[Acting], *, contacts: Contacts, records: Records
) -> list[Previewed]:
    """Tell for each date what stands in its way; nothing is planned.

    Who sits in two councils is told of those alone of whose people the asker may know.
    """
    councils = await records.all_of(COUNCILS, command.councils)
    if missing := sorted(set(command.councils) - councils.keys()):
        raise UnknownReference(f"There is nothing here with the id {missing[0]}.", field="/councils")
    days = [oslo_day(dates.starts_at) for dates in command.dates]
    meetings = await _planned(min(days), max(days), records)
    readable = [council for council in councils.values() if await _may_read(council, by, records)]
    previews = []
    for number, day in enumerate(days):
        meeting = _meeting_on(day, meetings) - councils.keys()
        elsewhere = await _elsewhere(readable, day, meeting, contacts=contacts, records=records)
        others = days[:number] + days[number + 1 :]
        found = clashes(day, councils=councils, meetings=meetings, elsewhere=elsewhere, others=others)
        previews.append(Previewed(command.dates[number], found))
    return previews


async def _planned(first: date, last: date, records: Records) -> list[Meeting]:
    around = await records.between(MEETINGS, "starts_at", (first - A_DAY, last + 2 * A_DAY), {})
    return [one.state for one in around.values() if one.state.status is not Status.CANCELLED]


async def _may_read(council: Council, by: Sequence[Acting], records: Records) -> bool:
    units = await records.all_of(UNITS, council.charter.units)
    return place_of(list(units.values()), council.id).allows(Action.READ_PEOPLE, by)


async def _elsewhere(
    councils: Sequence[Council], day: date, meeting: Collection[str], *, contacts: Contacts, records: Records
) -> Elsewhere:
    """Tell the councils, of those that meet that day, with people of these; who they are is not told."""
    here = {term: council.terms[term].role for council in councils for term in council.sitting(day)}
    if not meeting or not here:
        return {}
    found: dict[str, set[str]] = defaultdict(set)
    for person in await contacts.holding(here):
        held = await records.all_of(HOLDINGS, person.holds)
        roles = {here[hold] for hold in person.holds if hold in here}
        for other in held.values():
            if other.council in meeting and other.period.covers(day):
                found[other.council or ""] |= roles
    return {council: tuple(sorted(roles)) for council, roles in found.items()}


def _meeting_on(day: date, meetings: Sequence[Meeting]) -> set[str]:
    return {council for meeting in meetings if meeting.day == day for council in meeting.councils}
