"""Comparing meetings: those to come, those that were held and who came, and those that were cancelled."""

from council_registry.application.importing.plan import Change, Deed, Difference, Plan, changed_fields
from council_registry.application.importing.reading import Line
from council_registry.application.importing.rows import MeetingRow, MeetingStatus, Sheet
from council_registry.application.importing.world import World, named, seat_in
from council_registry.application.meetings.cancel_meeting import CancelMeeting
from council_registry.application.meetings.hold_meeting import HoldMeeting
from council_registry.application.meetings.plan_meeting import PlanMeeting
from council_registry.domain.attendance import require_open
from council_registry.domain.council import Council
from council_registry.domain.import_refusals import NobodyInSeat, StaysAsItIs
from council_registry.domain.meeting import Meeting
from council_registry.domain.meeting_life import Status
from councilkit.ids import derived_id
from councilkit.refusals import UnknownReference
from councilkit.workdays import oslo_day

NO_REASON = "Ikke oppgitt."
IS_ALREADY = {
    MeetingStatus.PLANNED: {Status.PLANNED, Status.CONVENED},
    MeetingStatus.HELD: {Status.HELD},
    MeetingStatus.CANCELLED: {Status.CANCELLED},
}


def compare_meeting(world: World, line: Line[MeetingRow], plan: Plan) -> None:
    row = line.row
    meet = [world.council(short, "councils") for short in row.councils]
    key = (frozenset(council.id for council in meet), row.type, row.starts_at)
    known = world.meetings.get(key)
    if known and known.status in IS_ALREADY[row.status]:
        plan.same += 1
        return
    meeting = known or _new(row, meet)
    deeds = [] if known else [_planned(line, meeting)]
    if row.status is MeetingStatus.PLANNED and known:
        raise StaysAsItIs(f"The meeting is {known.status} already.", field="/status")
    deeds += _what_became_of_it(world, line, meeting, meet)
    world.meetings[key] = meeting
    name = f"{' '.join(row.councils)} {row.starts_at.isoformat()}"
    fields = changed_fields({"status": known.status} if known else {}, {"status": row.status})
    change = Change.CHANGED if known else Change.NEW
    plan.add(Difference(Sheet.MEETINGS, line.number, name, change, fields), *deeds)


def _new(row: MeetingRow, meet: list[Council]) -> Meeting:
    ids = tuple(council.id for council in meet)
    meeting = Meeting(
        derived_id("meeting", _name(ids, row)), ids, row.type, row.form, row.starts_at, row.ends_at, row.access
    )
    require_open(meet, oslo_day(row.starts_at))
    meeting.planned()
    return meeting


def _planned(line: Line[MeetingRow], meeting: Meeting) -> Deed:
    row = line.row
    texts = {"place": row.place} if row.place else {}
    command = PlanMeeting(meeting.councils, row.type, row.form, row.starts_at, row.ends_at, row.access, texts=texts)
    return Deed(Sheet.MEETINGS, line.number, f"meeting-{meeting.id}", _name(meeting.councils, row), command)


def _what_became_of_it(world: World, line: Line[MeetingRow], meeting: Meeting, meet: list[Council]) -> list[Deed]:
    row, stream = line.row, f"meeting-{meeting.id}"
    if row.status is MeetingStatus.HELD:
        attended = tuple(_term_in(world, seat, meeting, meet) for seat in row.attended)
        meeting.hold(attended, councils=meet, now=world.now)
        command = HoldMeeting(meeting.id, attended)
        return [Deed(Sheet.MEETINGS, line.number, stream, named("hold", meeting.id), command)]
    if row.status is MeetingStatus.CANCELLED:
        meeting.cancel(world.now)
        reason = CancelMeeting(meeting.id, row.reason or NO_REASON)
        return [Deed(Sheet.MEETINGS, line.number, stream, named("cancel", meeting.id), reason)]
    return []


def _term_in(world: World, seat: str, meeting: Meeting, meet: list[Council]) -> str:
    short, _, label = seat.rpartition("/")
    council = world.council(short, "attended") if short else meet[0]
    if council not in meet or (not short and len(meet) > 1):
        raise UnknownReference("Name the council of each seat where several meet: LBU-HOR/1.", field="/attended")
    term = council.in_seat(seat_in(council, label), meeting.day)
    if term is None:
        raise NobodyInSeat(f"Nobody sits in the seat {label} on {meeting.day}.", field="/attended")
    return term.id


def _name(councils: tuple[str, ...], row: MeetingRow) -> str:
    return named("meeting", *sorted(councils), row.type, row.starts_at.isoformat())
