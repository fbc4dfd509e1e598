from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from council_registry.application.meetings.read_meeting import MeetingPage, with_councils
from council_registry.application.records import COUNCILS, MEETINGS, UNITS, After, Record, Records
from council_registry.domain.meeting import Meeting
from council_registry.domain.meeting_life import Status
from council_registry.domain.period import A_DAY
from councilkit.events.meetings import MeetingType
from councilkit.inbox import In
from councilkit.workdays import OSLO

MANY = 1000


@dataclass(frozen=True, kw_only=True)
class MeetingsWanted:
    """What is None is not asked for."""

    council: str | None = None
    region: str | None = None
    first: date | None = None
    last: date | None = None
    status: Status | None = None
    type: MeetingType | None = None


async def list_meetings(
    wanted: MeetingsWanted, *, after: After | None, limit: int, records: Records
) -> Sequence[MeetingPage]:
    """Tell meetings, the latest first."""
    where = {"status": wanted.status, "type": wanted.type, "councils": await _councils(wanted, records)}
    begin = after or (wanted.last and (spelled(wanted.last + A_DAY), ""))
    found = await records.find(MEETINGS, where, order="starts_at", descending=True, after=begin or None, limit=limit)
    return await with_councils([one for one in found if _is_late_enough(one, wanted.first)], records=records)


def spelled(day: date) -> str:
    """Spell the first moment of a day in Oslo as the view spells moments."""
    return f"{datetime.combine(day, time(), OSLO).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _is_late_enough(one: Record[Meeting], first: date | None) -> bool:
    return first is None or one.state.day >= first


async def _councils(wanted: MeetingsWanted, records: Records) -> object:
    if wanted.region is None:
        return wanted.council
    offices = await records.find(UNITS, {"parent": wanted.region}, limit=MANY)
    numbers = [wanted.region, *(office.state.number for office in offices)]
    lie_there = await records.find(COUNCILS, {"charter.units": In(numbers)}, limit=MANY)
    ids = [one.state.id for one in lie_there if wanted.council in {None, one.state.id}]
    return In(ids)
