"""What is called for, and when: examples first, then ten years of days."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from councilkit.workdays import OSLO, is_workday, oslo_day
from notifier.domain.council import Council, Led, Meeting, Settings
from notifier.domain.duty import Duty, duties
from notifier.domain.rules import ANNUAL_MEETING, RULES
from notifier.domain.steps import RAISED, UNBOOKED, Step, What, beginning
from notifier.testing.duties import LONG_AGO, a_duty, a_held, a_meeting, an_annual, at

MORNING = at("2026-09-01", 5.5)  # half past seven in Oslo
EARLIER = MORNING - timedelta(seconds=1)


def names(duty: Duty, now: datetime) -> list[str]:
    return [step.name for step in duty.overdue(now)]


def test_a_step_is_called_for_at_half_past_seven_and_not_a_second_before() -> None:
    duty = a_duty(adopted=at("2026-05-01"), counts_from=date(2026, 6, 1))
    assert (names(duty, EARLIER), names(duty, MORNING)) == ([], ["book-autumn"])


def test_what_is_booked_is_not_asked_for() -> None:
    booked = [a_meeting(f"2026-{month}-15") for month in ("09", "10", "11", "12")]
    assert names(a_duty(*booked), at("2026-09-02")) == ["soon-28"]  # the one in September only
    assert names(a_duty(*booked[:3]), at("2026-09-02")) == ["soon-28", "book-autumn"]


def test_a_proposal_calls_for_nothing() -> None:
    assert names(a_duty(a_meeting("2026-09-20"), adopted=None), at("2026-09-02")) == []


def test_on_adoption_only_the_latest_step_that_has_passed_is_told() -> None:
    assert names(a_duty(adopted=at("2026-11-20")), at("2026-11-20")) == ["book-november"]


def test_nothing_is_told_of_a_time_before_the_council_counts() -> None:
    assert names(a_duty(founded=at("2026-04-20")), at("2026-05-01")) == []
    assert names(a_duty(counts_from=date(2026, 9, 2)), at("2026-09-03")) == []


def test_a_meeting_booked_at_short_notice_is_not_told_as_soon() -> None:
    duty = a_duty(an_annual("2026-09-20", planned_at=at("2026-09-15")), rule=ANNUAL_MEETING)
    assert names(duty, at("2026-09-16")) == []


def test_a_meeting_that_is_soon_is_told_until_it_begins() -> None:
    annual = an_annual("2026-09-20")
    duty = a_duty(annual, rule=ANNUAL_MEETING)
    assert names(duty, annual.starts_at - timedelta(seconds=1)) == ["soon-7"]
    assert names(duty, annual.starts_at) == []


def test_more_meetings_than_are_owed_are_not_told_as_soon() -> None:
    held = [a_held(f"2026-0{month}-10") for month in (1, 2, 3, 5)]
    assert names(a_duty(*held, a_meeting("2026-09-20")), at("2026-09-15")) == []


def test_a_missed_year_is_told_in_january_and_no_longer_in_spring() -> None:
    duty = a_duty()
    assert names(duty, at("2027-01-04", 6.4)) == []
    assert names(duty, at("2027-01-04", 7)) == ["missed"]
    assert names(duty, at("2027-04-05")) == []


def test_a_year_before_adoption_is_not_told_as_missed() -> None:
    assert names(a_duty(adopted=at("2027-01-02")), at("2027-01-05")) == []


def test_after_a_long_silence_only_the_latest_step_is_told() -> None:
    assert names(a_duty(), at("2026-12-15")) == ["book-december"]


BOOKED = [a_held("2026-02-10"), a_held("2026-05-12"), a_meeting("2026-12-08")]
LAPSED = at("2026-09-23", 5.5)  # the fifteenth day after the meeting, half past seven in Oslo


def test_a_meeting_of_which_nobody_tells_is_asked_for_when_it_lapses() -> None:
    duty = a_duty(*BOOKED, a_meeting("2026-09-08"))
    assert duty.next_step(at("2026-09-20")) == LAPSED
    assert names(duty, LAPSED - timedelta(seconds=1)) == []
    assert names(duty, LAPSED) == ["book-autumn"]
    assert duty.what("book-autumn", LAPSED) is What.UNTOLD
    assert [meeting.id for meeting in duty.untold(LAPSED)] == ["m-2026-09-08"]


def test_a_meeting_in_december_is_asked_for_in_january() -> None:
    duty = a_duty(*BOOKED[:2], a_held("2026-09-08"), a_meeting("2026-12-22"))
    lapsed = at("2027-01-06", 6.5)
    assert duty.next_step(at("2027-01-04")) == lapsed
    assert (names(duty, lapsed), duty.what("missed", lapsed)) == (["missed"], What.UNTOLD)
    assert not duty.is_late_for("missed", None, lapsed)


def test_a_meeting_of_which_nobody_tells_is_no_matter_when_enough_are_held() -> None:
    held = [a_held(f"2026-0{month}-10") for month in (1, 2, 3, 5)]
    assert a_duty(*held, a_meeting("2026-06-08")).untold(at("2026-09-01")) == []


def test_a_step_is_late_only_if_it_was_called_for_on_its_own_day() -> None:
    after = at("2026-09-23")
    lapsed = a_duty(*BOOKED, a_meeting("2026-09-08"))
    assert not lapsed.is_late_for("book-autumn", None, after), "it was booked then"
    assert a_duty(*BOOKED).is_late_for("book-autumn", None, after)
    assert not a_duty(*BOOKED).is_late_for("book-autumn", None, MORNING), "it comes on its day"
    booked_since = a_meeting("2026-12-10", planned_at=at("2026-09-10"))
    assert a_duty(*BOOKED[1:], booked_since).is_late_for("book-autumn", None, after)


def test_a_step_before_the_mandate_said_more_meetings_is_not_late() -> None:
    duty = a_duty(*BOOKED, owed_since=at("2026-09-20"))
    assert (names(duty, at("2026-09-21")), duty.is_late_for("book-autumn", None, at("2026-09-21"))) == (
        ["book-autumn"],
        False,
    )


def test_a_yearly_talk_cannot_be_held_without_a_leader() -> None:
    after = at("2026-09-02")
    assert a_duty(rule=ANNUAL_MEETING, led=False).what("book-autumn", after) is What.VACANT
    assert a_duty(rule=ANNUAL_MEETING).what("book-autumn", after) is What.BOOK


@pytest.mark.parametrize("wrong", [datetime(1970, 1, 1, tzinfo=UTC), datetime(1999, 12, 31, 23, tzinfo=UTC)])
def test_a_clock_that_has_lost_its_time_calls_for_nothing(wrong: datetime) -> None:
    assert names(a_duty(a_meeting("2026-09-20"), year=wrong.year), wrong) == []


# Ten years. A simulated notifier looks at moments of all sorts, and remembers what it has raised.

DECADE = range(2026, 2036)
START = datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2036, 2, 1, tzinfo=UTC)

Raised = dict[tuple[str, int, str, str | None], datetime]


def look(council: Council, adopted: dict[str, datetime], now: datetime, raised: Raised) -> datetime:
    year = oslo_day(now).year
    looked_at = duties(list(RULES.values()), council, [year - 1, year, year + 1], adopted)
    for duty in looked_at:
        for step in duty.overdue(now):
            raised.setdefault((duty.rule.id, duty.year, step.name, step.meeting), now)
    return min(following for duty in looked_at if (following := duty.next_step(now)))


def without_meetings(**settings: object) -> Council:
    return Council("harbour", LONG_AGO, (), [Led(date(2000, 1, 1))], Settings(**settings))  # type: ignore[arg-type]


def every(step: timedelta) -> Iterator[datetime]:
    now = START
    while now < END:
        yield now
        now += step


def expected(year: int) -> set[tuple[str, int, str, str | None]]:
    return {(rule, year, name, None) for rule in RULES for name in (*UNBOOKED, "missed")}


ADOPTED = dict.fromkeys(RULES, LONG_AGO)
ALL = set().union(*map(expected, DECADE)) | {(rule, 2025, "missed", None) for rule in RULES}


def test_in_ten_years_of_mornings_each_step_comes_once_before_eight_on_a_workday() -> None:
    raised: Raised = {}
    now = START
    while now < END:
        now = look(without_meetings(), ADOPTED, now, raised)  # exactly when the loop is told to look again
    assert set(raised) == ALL
    for moment in raised.values():
        assert (moment.astimezone(OSLO).time(), is_workday(oslo_day(moment))) == (RAISED, True)


@pytest.mark.parametrize("pause", [timedelta(days=1), timedelta(days=7)])
def test_with_a_look_now_and_then_each_step_comes_late_and_none_is_lost(pause: timedelta) -> None:
    raised: Raised = {}
    for now in every(pause):
        look(without_meetings(), ADOPTED, now, raised)
    assert set(raised) == ALL
    steps = {(duty.rule.id, duty.year, step.name): step for duty in all_duties() for step in steps_of(duty)}
    for (rule, year, name, _), moment in raised.items():
        late = moment - steps[rule, year, name].at
        assert timedelta() <= late <= pause


def all_duties() -> list[Duty]:
    return duties(list(RULES.values()), without_meetings(), range(2025, 2036), ADOPTED)


def steps_of(duty: Duty) -> list[Step]:
    return list(duty._steps())  # noqa: SLF001 - the very steps that were looked at


moments = st.timedeltas(timedelta(), END - START).map(lambda passed: START + passed)


@st.composite
def meetings(draw: st.DrawFn) -> list[Meeting]:
    made = []
    for n, starts_at in enumerate(draw(st.lists(moments, max_size=12))):
        type_ = draw(st.sampled_from(sorted(set().union(*(rule.counts for rule in RULES.values())))))
        planned_at = starts_at - draw(st.timedeltas(timedelta(), timedelta(days=200)))
        made.append(Meeting(f"m{n}", type_, starts_at, planned_at, held=draw(st.booleans())))
    return made


@settings(max_examples=80, deadline=None)
@given(
    meetings=meetings(),
    looks=st.lists(moments, min_size=1, max_size=40),
    adopted=moments,
    founded=moments,
    counts_from=st.none() | moments.map(datetime.date),
)
def test_whatever_the_clock_does_nothing_comes_early_twice_or_for_a_time_that_did_not_count(
    meetings: list[Meeting], looks: list[datetime], adopted: datetime, founded: datetime, counts_from: date | None
) -> None:
    council = Council("harbour", founded, meetings, [Led(date(2000, 1, 1))], Settings(counts_from=counts_from))
    since = beginning(council.first_day)
    told: Counter[tuple[str, int, str, str | None]] = Counter()
    for now in looks:  # in any order: the clock jumps
        at_once: Raised = {}
        if now < max(adopted, founded):
            continue  # neither was known yet
        look(council, dict.fromkeys(RULES, adopted), now, at_once)
        told.update(key for key in at_once if key not in told)
        for rule, year, name, meeting in at_once:
            duty = Duty(RULES[rule], council, year, adopted)
            [step] = [one for one in duty._steps() if (one.name, one.meeting) == (name, meeting)]  # noqa: SLF001
            assert step.at <= now, "never early"
            assert step.at >= since, "nothing of a time that did not count"
            if name not in UNBOOKED:
                assert step.at >= adopted, "nothing of a time before the rule bound"
    assert set(told.values()) <= {1}
