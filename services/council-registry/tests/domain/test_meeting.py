from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from council_registry.domain.attendance import absences, council_of
from council_registry.domain.charter import Charter
from council_registry.domain.council import Council
from council_registry.domain.meeting import Meeting
from council_registry.domain.meeting_effects import evolve
from council_registry.domain.meeting_life import COUNCILS, TRANSITIONS, Status
from council_registry.domain.meeting_refusals import (
    AbsenceKnown,
    HasBegun,
    IntoThePast,
    NoAbsence,
    NoSignUp,
    NothingToRegret,
    NotSignedUp,
    SignedUpAlready,
    TooLateToRegret,
    WrongDay,
    WrongMeetingType,
)
from council_registry.domain.period import Period
from council_registry.domain.policy import Action
from council_registry.domain.refusals import (
    EndsBeforeStart,
    NotBegun,
    NotOfThisMeeting,
    WrongNumberOfCouncils,
    WrongState,
)
from council_registry.domain.seating import Term
from council_registry.domain.structure_refusals import CouncilOver
from councilkit.events import Event
from councilkit.events.councils import CouncilKind, Language, Level, Names, Side, TermRole
from councilkit.events.meetings import MeetingForm, MeetingType
from councilkit.events.structure import CouncilClosed
from councilkit.refusals import Kind, Refusal

START = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
MEETING = Meeting("meeting", ("horten",), MeetingType.COUNCIL_MEETING, MeetingForm.HYBRID, START)
BEFORE, AFTER = START - timedelta(days=7), START + timedelta(days=1)
JOINT = replace(MEETING, councils=("horten", "larvik"), type=MeetingType.JOINT_MEETING)


@dataclass(frozen=True)
class Told:
    """Where and when an event was told."""

    id: str
    at: datetime


def council(id: str, *, sits: Period) -> Council:
    charter = Charter(
        names=Names(nb=id, nn=id, en=id),
        short=id,
        level=Level.LOCAL,
        kind=CouncilKind.USER_COUNCIL,
        parent="region",
        units=("0701",),
        line=None,
        language=Language.NB,
        led_by=Side.USER,
    )
    leader = Term(f"{id}-leader", "chair", TermRole.LEADER, sits)
    deputy = Term(f"{id}-deputy", "second", TermRole.DEPUTY, sits)
    seats = {"chair": Side.USER, "second": Side.USER}
    return Council(id, charter, seats, {leader.id: leader, deputy.id: deputy}, deputies={"second": "chair"})


HORTEN = council("horten", sits=Period(date(2026, 1, 1)))
LARVIK = council("larvik", sits=Period(date(2026, 1, 1), date(2026, 3, 1)))


def test_a_planned_meeting_is_what_its_event_tells() -> None:
    assert replace(evolve(None, MEETING.planned()), arranged=None) == MEETING


@pytest.mark.parametrize("type", MeetingType)
@pytest.mark.parametrize("councils", [("horten",), ("horten", "larvik")])
def test_a_type_says_how_many_councils_meet(type: MeetingType, councils: tuple[str, ...]) -> None:
    meeting = replace(MEETING, type=type, councils=councils)
    if len(councils) in COUNCILS.get(type, range(1, 3)):
        assert meeting.planned().councils == councils
    else:
        with pytest.raises(WrongNumberOfCouncils):
            meeting.planned()


def test_a_council_meeting_is_one_councils_and_a_joint_meeting_several() -> None:
    assert 1 not in COUNCILS[MeetingType.JOINT_MEETING]
    assert 2 not in COUNCILS[MeetingType.COUNCIL_MEETING]


def test_a_meeting_of_an_own_type_is_none_of_ours() -> None:
    assert replace(MEETING, type=MeetingType.OTHER, own_type="evening").planned().own_type == "evening"
    with pytest.raises(WrongMeetingType) as refused:
        replace(MEETING, own_type="evening").planned()
    assert refused.value.field == "/own_type"


def test_a_meeting_ends_after_it_begins() -> None:
    for meant in (replace(MEETING, ends_at=START).planned, lambda: MEETING.move(START, START, BEFORE)):
        with pytest.raises(EndsBeforeStart) as refused:
            meant()
        assert refused.value.field == "/ends_at"


def test_a_meeting_is_held_with_those_who_came() -> None:
    held = MEETING.hold(["horten-leader"], councils=[HORTEN], now=START)
    assert held.attended == ("horten-leader",)
    assert evolve(MEETING, held).status is Status.HELD


def test_a_meeting_is_not_held_before_it_begins() -> None:
    with pytest.raises(NotBegun):
        MEETING.hold(["horten-leader"], councils=[HORTEN], now=START - timedelta(seconds=1))


@pytest.mark.parametrize("status", Status)
def test_a_meeting_is_held_once(status: Status) -> None:
    meeting = replace(MEETING, status=status)
    if (status, Action.HOLD_MEETING) in TRANSITIONS:
        meeting.hold(["horten-leader"], councils=[HORTEN], now=START)
    else:
        with pytest.raises(WrongState):
            meeting.hold(["horten-leader"], councils=[HORTEN], now=START)


def deeds(meeting: Meeting, now: datetime) -> dict[Action, Callable[[], Event]]:
    """Tell everything that may be done with a meeting, each as it would be accepted if its state allowed it."""
    day = meeting.day
    return {
        Action.ARRANGE_MEETING: lambda: meeting.arrange(MeetingForm.DIGITAL, (), now),
        Action.CONVENE_MEETING: lambda: meeting.convene(now),
        Action.MOVE_MEETING: lambda: meeting.move(now + timedelta(days=1), None, now),
        Action.CANCEL_MEETING: lambda: meeting.cancel(now),
        Action.HOLD_MEETING: lambda: meeting.hold(["horten-leader"], councils=[HORTEN], now=now),
        Action.CORRECT_MEETING: lambda: meeting.correct(["horten-leader"], councils=[HORTEN], now=now),
        Action.SEND_MINUTES: lambda: meeting.send_minutes(day, now),
        Action.TELL_ABSENCE: lambda: meeting.tell_absence("horten-leader", "horten", now),
        Action.WITHDRAW_ABSENCE: lambda: meeting.withdraw_absence("away", now),
        Action.SIGN_UP: lambda: meeting.sign("new", now),
        Action.SIGN_OFF: lambda: meeting.sign_off("coming", now),
    }


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("now", [BEFORE, START, AFTER])
@pytest.mark.parametrize("action", deeds(MEETING, START))
def test_what_is_offered_is_accepted_and_nothing_else(status: Status, now: datetime, action: Action) -> None:
    meeting = replace(MEETING, status=status, sign_up=True, signed_up=("coming",), absent={"away": "horten"})
    if action in meeting.possible(now):
        event = deeds(meeting, now)[action]()
        assert evolve(meeting, event).status is TRANSITIONS[status, action]
    else:
        with pytest.raises(Refusal) as refused:
            deeds(meeting, now)[action]()
        assert refused.value.kind is Kind.CONFLICT


def test_a_cancelled_meeting_allows_nothing() -> None:
    cancelled = replace(MEETING, status=Status.CANCELLED)
    assert cancelled.possible(BEFORE) == cancelled.possible(AFTER) == []


def test_a_meeting_is_convened_while_it_is_to_come() -> None:
    assert evolve(MEETING, MEETING.convene(BEFORE)).status is Status.CONVENED
    with pytest.raises(HasBegun):
        MEETING.convene(START)


@pytest.mark.parametrize("status", [Status.PLANNED, Status.CONVENED])
def test_a_meeting_that_is_moved_stays_convened_or_not(status: Status) -> None:
    meeting = replace(MEETING, status=status)
    later = START + timedelta(days=7)
    moved = evolve(meeting, meeting.move(later, later + timedelta(hours=2), BEFORE))
    assert (moved.status, moved.starts_at, moved.ends_at) == (status, later, later + timedelta(hours=2))


def test_a_meeting_is_not_moved_into_the_past() -> None:
    with pytest.raises(IntoThePast) as refused:
        MEETING.move(BEFORE, None, BEFORE)
    assert refused.value.field == "/starts_at"


def told(meeting: Meeting, event: Event, at: datetime = BEFORE) -> Meeting:
    return evolve(meeting, event, Told("meeting-1:000007", at))


CONVENED = told(MEETING, MEETING.convene(BEFORE))
NOTICES = {
    "convened": CONVENED,
    "moved": told(MEETING, MEETING.move(START + timedelta(days=1), None, BEFORE)),
    "moved once convened": told(CONVENED, CONVENED.move(START + timedelta(days=1), None, BEFORE)),
    "cancelled": told(MEETING, MEETING.cancel(BEFORE)),
    "cancelled once convened": told(CONVENED, CONVENED.cancel(BEFORE)),
}


@pytest.mark.parametrize("notice", NOTICES)
def test_what_was_told_can_be_taken_back_for_ten_minutes(notice: str) -> None:
    meeting, was = NOTICES[notice], CONVENED if notice.endswith("once convened") else MEETING
    now = BEFORE + timedelta(minutes=10)
    assert Action.REGRET_MEETING in meeting.possible(now)
    back = evolve(meeting, meeting.regret(now, councils=[HORTEN]))
    assert (back.status, back.starts_at, back.ends_at) == (was.status, was.starts_at, was.ends_at)


@pytest.mark.parametrize("notice", NOTICES)
def test_what_was_told_more_than_ten_minutes_ago_stands(notice: str) -> None:
    meeting, now = NOTICES[notice], BEFORE + timedelta(minutes=10, milliseconds=1)
    assert Action.REGRET_MEETING not in meeting.possible(now)
    with pytest.raises(TooLateToRegret):
        meeting.regret(now, councils=[HORTEN])


def test_what_was_taken_back_is_not_taken_back_again() -> None:
    for meeting in (MEETING, evolve(CONVENED, CONVENED.regret(BEFORE, councils=[HORTEN]))):
        assert Action.REGRET_MEETING not in meeting.possible(BEFORE)
        with pytest.raises(NothingToRegret):
            meeting.regret(BEFORE, councils=[HORTEN])


def test_a_regret_names_the_entry_that_it_takes_back() -> None:
    assert CONVENED.regret(BEFORE, councils=[HORTEN]).entry == "meeting-1:000007"


def test_a_meeting_that_was_held_takes_nothing_back() -> None:
    just = told(MEETING, MEETING.cancel(START), START)
    assert evolve(just, just.regret(START, councils=[HORTEN])).status is Status.PLANNED
    held = evolve(CONVENED, CONVENED.hold(["horten-leader"], councils=[HORTEN], now=START))
    assert Action.REGRET_MEETING not in held.possible(BEFORE)


def absent_on_the_day() -> Meeting:
    return evolve(MEETING, MEETING.tell_absence("horten-leader", "horten", BEFORE))


def test_who_cannot_come_on_one_day_may_on_another() -> None:
    meeting = absent_on_the_day()
    later_that_day = told(meeting, meeting.move(START + timedelta(hours=1), None, BEFORE))
    assert later_that_day.absent == {"horten-leader": "horten"}
    assert told(meeting, meeting.move(START + timedelta(days=1), None, BEFORE)).absent == {}


def test_a_regret_brings_back_who_could_not_come_that_day() -> None:
    meeting = absent_on_the_day()
    moved = told(meeting, meeting.move(START + timedelta(days=1), None, BEFORE))
    moved = evolve(moved, moved.tell_absence("horten-deputy", "horten", BEFORE))
    back = evolve(moved, moved.regret(BEFORE, councils=[HORTEN]))
    assert back.absent == {"horten-leader": "horten"}


def test_a_regret_on_the_same_day_keeps_what_was_said_since() -> None:
    convened = evolve(CONVENED, CONVENED.tell_absence("horten-leader", "horten", BEFORE))
    assert evolve(convened, convened.regret(BEFORE, councils=[HORTEN])).absent == {"horten-leader": "horten"}


def test_what_councils_that_are_no_more_cancelled_is_not_regretted() -> None:
    over = replace(HORTEN, closed=CouncilClosed(council="horten", on=MEETING.day))
    cancelled = told(JOINT, JOINT.cancel(BEFORE))
    cancelled.regret(BEFORE, councils=[over, LARVIK])
    with pytest.raises(CouncilOver):
        cancelled.regret(BEFORE, councils=[over, replace(over, id="larvik")])
    before = replace(HORTEN, closed=CouncilClosed(council="horten", on=MEETING.day + timedelta(days=1)))
    cancelled.regret(BEFORE, councils=[before])


def test_attendance_is_corrected_under_the_same_rule() -> None:
    held = replace(MEETING, status=Status.HELD, attended=("horten-leader",))
    assert evolve(held, held.correct(["horten-deputy"], councils=[HORTEN], now=AFTER)).attended == ("horten-deputy",)
    with pytest.raises(NotOfThisMeeting):
        held.correct(["larvik-leader"], councils=[HORTEN], now=AFTER)


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 4)])
def test_minutes_go_out_from_the_meetings_day_to_today(day: date) -> None:
    held = replace(MEETING, status=Status.HELD)
    assert evolve(held, held.send_minutes(date(2026, 3, 3), AFTER)).minutes == date(2026, 3, 3)
    with pytest.raises(WrongDay):
        held.send_minutes(day, AFTER)


def test_whoever_cannot_come_has_deputies_to_ring_who_can() -> None:
    councils = {"horten": HORTEN}
    [absence] = absences({"horten-leader": "horten"}, councils, MEETING.day)
    assert (absence.seat, absence.role, absence.ring) == ("chair", TermRole.LEADER, ("horten-deputy",))
    both = absences({"horten-leader": "horten", "horten-deputy": "horten"}, councils, MEETING.day)
    assert [absence.ring for absence in both] == [(), ()]


def test_a_term_sits_for_the_council_that_it_is_in() -> None:
    day = date(2026, 3, 1)
    assert council_of("larvik-leader", [HORTEN, LARVIK], day) == "larvik"
    with pytest.raises(NotOfThisMeeting) as refused:
        council_of("larvik-leader", [HORTEN, LARVIK], MEETING.day)
    assert refused.value.field == "/term"


def test_an_absence_is_told_once_and_withdrawn_once() -> None:
    absent = evolve(MEETING, MEETING.tell_absence("horten-leader", "horten", BEFORE))
    assert absent.absent == {"horten-leader": "horten"}
    with pytest.raises(AbsenceKnown):
        absent.tell_absence("horten-leader", "horten", BEFORE)
    assert evolve(absent, absent.withdraw_absence("horten-leader", BEFORE)).absent == {}
    with pytest.raises(NoAbsence):
        MEETING.withdraw_absence("horten-leader", BEFORE)


def test_people_sign_up_once_where_there_is_sign_up() -> None:
    gathering = replace(MEETING, type=MeetingType.EXPERIENCE_GATHERING, sign_up=True)
    coming = evolve(gathering, gathering.sign("guest", BEFORE))
    with pytest.raises(SignedUpAlready):
        coming.sign("guest", BEFORE)
    assert evolve(coming, coming.sign_off("guest", BEFORE)).signed_up == ()
    with pytest.raises(NotSignedUp):
        gathering.sign_off("guest", BEFORE)
    with pytest.raises(NoSignUp):
        MEETING.sign("guest", BEFORE)


def test_whoever_signed_up_may_have_come_too() -> None:
    gathering = replace(MEETING, sign_up=True, signed_up=("guest",))
    guests = {"guest": Period(MEETING.day, MEETING.day)}
    assert gathering.hold(["guest"], councils=[HORTEN], guests=guests, now=START).attended == ("guest",)


@pytest.mark.parametrize(
    "guests",
    [{}, {"guest": Period(date(2026, 1, 1), date(2026, 3, 1))}, {"guest": Period(date(2026, 3, 3))}],
)
def test_a_guest_did_not_come_as_what_they_were_not_that_day(guests: dict[str, Period]) -> None:
    gathering = replace(MEETING, sign_up=True, signed_up=("guest",))
    with pytest.raises(NotOfThisMeeting):
        gathering.hold(["guest"], councils=[HORTEN], guests=guests, now=START)


def test_nobody_who_did_not_sign_up_came_as_a_guest() -> None:
    with pytest.raises(NotOfThisMeeting):
        MEETING.hold(["guest"], councils=[HORTEN], guests={"guest": Period(MEETING.day)}, now=START)


def test_nobody_attends_without_a_term_in_the_meetings_councils() -> None:
    with pytest.raises(NotOfThisMeeting) as refused:
        MEETING.hold(["horten-leader", "larvik-leader"], councils=[HORTEN], now=START)
    assert refused.value.field == "/attended"
    assert "larvik-leader" in refused.value.detail


def test_a_term_that_ended_the_day_before_does_not_attend() -> None:
    with pytest.raises(NotOfThisMeeting):
        JOINT.hold(["horten-leader", "larvik-leader"], councils=[HORTEN, LARVIK], now=START)


def test_the_day_of_a_late_meeting_is_the_day_in_oslo() -> None:
    late = replace(JOINT, starts_at=datetime(2026, 3, 1, 22, 59, tzinfo=UTC))
    assert late.hold(["larvik-leader"], councils=[HORTEN, LARVIK], now=START).attended == ("larvik-leader",)
    after_midnight = replace(late, starts_at=datetime(2026, 3, 1, 23, 0, tzinfo=UTC))
    with pytest.raises(NotOfThisMeeting):
        after_midnight.hold(["larvik-leader"], councils=[HORTEN, LARVIK], now=START)
