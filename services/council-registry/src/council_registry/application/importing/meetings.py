"""Comparing meetings: those to come, those that were held and who came, and those that were cancelled."""

from council_registry.application.importing.plan import Change, Deed, Difference, Plan, changed_fields
from council_registry.application.importing.reading import Line
from council_registry.application.importing.rows import MeetingRow, MeetingStatus, Sheet
from council_registry.application.importing.world import MeetingKey, World, key_of, named, seat_in
from council_registry.application.meetings.cancel_meeting import CancelMeeting
from council_registry.application.meetings.hold_meeting import HoldMeeting
from council_registry.application.meetings.plan_meeting import PlanMeeting
from council_registry.domain.attendance import require_open
from council_registry.domain.council import Council
from council_registry.domain.import_refusals import MovedMeeting, NobodyInSeat, StaysAsItIs
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
    known = _known(world, row, key)
    if known and known.status in IS_ALREADY[row.status]:
        plan.same += 1
        return
    if known and (row.status is MeetingStatus.PLANNED or known.status is Status.CANCELLED):
        raise StaysAsItIs(f"The meeting is {known.status} already.", field="/status")
    name = "" if known else _free(world, row, key)
    meeting = known or _new(row, meet, name)
    deeds = [] if known else [_planned(line, meeting, name)]
    deeds += _what_became_of_it(world, line, meeting, meet)
    if known is None:
        world.meetings.put(meeting)
    called = f"{' '.join(row.councils)} {row.starts_at.isoformat()}"
    fields = changed_fields({"status": known.status} if known else {}, {"status": row.status})
    change = Change.CHANGED if known else Change.NEW
    plan.add(Difference(Sheet.MEETINGS, line.number, called, change, fields), *deeds)


def _known(world: World, row: MeetingRow, key: MeetingKey) -> Meeting | None:
    """Find the meeting that a row is about. One to cancel is one that a table planned; others are cancelled by hand."""
    there = world.meetings.at(key)
    ours = [derived_id("meeting", name) for name in _names(world, row, key)]
    cancelled = [one for one in there if one.status is Status.CANCELLED]
    going = sorted((one for one in there if one not in cancelled), key=lambda one: one.id == ours[-1])
    if row.status is MeetingStatus.CANCELLED:
        return next(iter(cancelled), None) or next((one for one in going if one.id in ours), None)
    if _both_ways(world, row):  # the row of the cancelled one is another
        return next(iter(going), None)
    return next(iter([*going, *cancelled]), None)


def _both_ways(world: World, row: MeetingRow) -> bool:
    return (frozenset(row.councils), row.type, row.starts_at) in world.both_ways


def _names(world: World, row: MeetingRow, key: MeetingKey) -> list[str]:
    """Tell what the commands that plan it are called: two, as one may be cancelled and another planned in its place."""
    first = named("meeting", *sorted(key[0]), row.type, row.starts_at.isoformat())
    other = f"{first}/other"
    cancelled_of_two = row.status is MeetingStatus.CANCELLED and _both_ways(world, row)
    return [other] if cancelled_of_two else [first, other]


def _free(world: World, row: MeetingRow, key: MeetingKey) -> str:
    for name in _names(world, row, key):
        there = world.meetings.get(derived_id("meeting", name))
        if there is None:
            return name
        if key_of(there) != key:
            raise MovedMeeting("The meeting of this time was moved; tell the new time.", field="/starts_at")
    raise StaysAsItIs("The meeting of this time is cancelled already.", field="/status")


def _new(row: MeetingRow, meet: list[Council], name: str) -> Meeting:
    ids = tuple(council.id for council in meet)
    meeting = Meeting(derived_id("meeting", name), ids, row.type, row.form, row.starts_at, row.ends_at, row.access)
    require_open(meet, oslo_day(row.starts_at))
    meeting.planned()
    return meeting


def _planned(line: Line[MeetingRow], meeting: Meeting, name: str) -> Deed:
    row = line.row
    texts = {"place": row.place} if row.place else {}
    command = PlanMeeting(meeting.councils, row.type, row.form, row.starts_at, row.ends_at, row.access, texts=texts)
    return Deed(Sheet.MEETINGS, line.number, f"meeting-{meeting.id}", name, command)


def _what_became_of_it(world: World, line: Line[MeetingRow], meeting: Meeting, meet: list[Council]) -> list[Deed]:
    row, stream = line.row, f"meeting-{meeting.id}"
    if row.status is MeetingStatus.HELD:
        attended = tuple(_term_in(world, seat, meeting, meet) for seat in row.attended)
        meeting.hold(attended, councils=meet, now=world.now)
        world.meetings.hold(meeting, attended)
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
        raise NobodyInSeat(f"Nobody sits in one of these seats on {meeting.day}.", field="/attended")
    return term.id
