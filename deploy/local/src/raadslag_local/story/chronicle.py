"""What happened when: the sample's meetings and cases as one list, in the order of their days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from raadslag_local.story.cases import CasePlan, Step
from raadslag_local.story.sample import Sample

OSLO = ZoneInfo("Europe/Oslo")
DAYS_TOLD = 320
OFFICE_HOURS, MEETING_HOUR, AFTER_MEETING = time(9), time(12), time(15)
SATURDAY = 5


ANNUAL = 0
"""The number of the meeting that a council has with Nav's leader."""


@dataclass(frozen=True)
class MeetingRef:
    """The n-th meeting that a council held, or will hold, in the story; the first is 1."""

    council: str
    number: int


@dataclass(frozen=True)
class Plan:
    """The yearly plan says when a council meets, and with whom."""

    meeting: MeetingRef
    starts_at: datetime
    joint: Sequence[str] = ()

    @property
    def type(self) -> str:
        if self.joint:
            return "joint_meeting"
        return "council_meeting" if self.meeting.number else "annual_meeting"


@dataclass(frozen=True)
class Hold:
    meeting: MeetingRef
    joint: Sequence[str] = ()


@dataclass(frozen=True)
class Report:
    case: CasePlan


@dataclass(frozen=True)
class Do:
    """One step of a case; `number` is its place among the steps, `meeting` where it is treated, or told."""

    case: CasePlan
    step: Step
    number: int
    meeting: MeetingRef | None = None


Deed = Plan | Hold | Report | Do


@dataclass(frozen=True)
class Moment:
    at: datetime
    deed: Deed


def begins(today: date) -> datetime:
    """When the story begins."""
    return _at(today - timedelta(days=DAYS_TOLD), OFFICE_HOURS)


def chronicle(sample: Sample, today: date) -> list[Moment]:
    """Put everything in order; what is planned first is planned at the beginning."""
    moments = [*_meetings(sample, today), *(moment for case in sample.cases for moment in _case(sample, case, today))]
    return sorted(moments, key=lambda moment: moment.at)


def meeting_day(sample: Sample, meeting: MeetingRef, today: date) -> date:
    council = sample.council(meeting.council)
    days = [council.annual or 0, *council.met, *council.meets]
    day = today + timedelta(days=days[meeting.number])
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= SATURDAY else day


def _meetings(sample: Sample, today: date) -> Iterator[Moment]:
    for council in sample.councils:
        first = begins(today) if council.founded is None else _at(today + timedelta(days=council.founded), OFFICE_HOURS)
        planned_at = first + timedelta(days=1)
        numbers = range(1, len(council.met) + len(council.meets) + 1)
        for number in [*numbers, *([] if council.annual is None else [ANNUAL])]:
            meeting = MeetingRef(council.short, number)
            starts_at = _at(meeting_day(sample, meeting, today), MEETING_HOUR)
            joint = council.joint.get(number, ())
            yield Moment(planned_at, Plan(meeting, starts_at, joint))
            if starts_at.date() < today:
                yield Moment(starts_at + timedelta(hours=2), Hold(meeting, joint))


def _case(sample: Sample, case: CasePlan, today: date) -> Iterator[Moment]:
    day = today + timedelta(days=case.reported.day)
    yield Moment(_at(day, OFFICE_HOURS), Report(case))
    meeting = None
    for number, step in enumerate(case.step, 1):
        day += timedelta(days=step.after)
        if step.meeting is not None:
            meeting = MeetingRef(step.council, step.meeting)
        if step.in_meeting and meeting:
            day = meeting_day(sample, meeting, today)
        yield Moment(_at(day, AFTER_MEETING if step.in_meeting else OFFICE_HOURS), Do(case, step, number, meeting))


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, OSLO)
