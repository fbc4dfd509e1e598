from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from council_registry.domain.charter import Charter
from council_registry.domain.council import Council, Term
from council_registry.domain.meeting import TRANSITIONS, Meeting, Status, evolve
from council_registry.domain.period import Period
from council_registry.domain.policy import Action
from council_registry.domain.refusals import NotBegun, NotOfThisMeeting, WrongNumberOfCouncils, WrongState
from councilkit.events.councils import CouncilKind, Language, Level, Names, Side, TermRole
from councilkit.events.meetings import MeetingForm, MeetingType
from councilkit.refusals import Refusal

START = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
MEETING = Meeting("meeting", ("horten",), MeetingType.COUNCIL_MEETING, MeetingForm.HYBRID, START)
JOINT = replace(MEETING, councils=("horten", "larvik"), type=MeetingType.JOINT_MEETING)


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
    return Council(id, charter, {"chair": Side.USER}, {leader.id: leader})


HORTEN = council("horten", sits=Period(date(2026, 1, 1)))
LARVIK = council("larvik", sits=Period(date(2026, 1, 1), date(2026, 3, 1)))


def test_a_planned_meeting_is_what_its_event_tells() -> None:
    assert evolve(None, MEETING.planned()) == MEETING


@pytest.mark.parametrize("type", MeetingType)
@pytest.mark.parametrize("councils", [("horten",), ("horten", "larvik")])
def test_only_a_joint_meeting_has_several_councils(type: MeetingType, councils: tuple[str, ...]) -> None:
    meeting = replace(MEETING, type=type, councils=councils)
    if (type is MeetingType.JOINT_MEETING) == (len(councils) > 1):
        assert meeting.planned().councils == councils
    else:
        with pytest.raises(WrongNumberOfCouncils):
            meeting.planned()


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


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("early", [timedelta(), timedelta(seconds=1)])
def test_holding_is_offered_when_it_would_be_accepted(status: Status, early: timedelta) -> None:
    meeting, now = replace(MEETING, status=status), START - early
    try:
        meeting.hold(["horten-leader"], councils=[HORTEN], now=now)
    except Refusal:
        assert meeting.possible(now) == []
    else:
        assert meeting.possible(now) == [Action.HOLD_MEETING]


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
