"""No deadline falls on a day when nobody is at work."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilkit.workdays import DayOff, add_workdays, days_off, is_workday, next_workday, oslo_day

days = st.dates(date(2020, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 21), "a Saturday"),
        (date(2026, 11, 22), "a Sunday"),
        (date(2027, 3, 25), "Maundy Thursday"),
        (date(2027, 5, 6), "Ascension Day"),
        (date(2027, 5, 17), "two holidays at once"),
        (date(2026, 5, 1), "Labour Day"),
        (date(2026, 7, 6), "the first day of week 28"),
        (date(2026, 7, 31), "the last Friday of week 31"),
        (date(2026, 12, 24), "Christmas Eve"),
        (date(2026, 12, 28), "between the years"),
        (date(2027, 1, 1), "New Year"),
    ],
)
def test_no_deadline_falls_on(day: date, why: str) -> None:
    assert not is_workday(day), why


def test_every_reason_is_told_why_nobody_is_at_work() -> None:
    assert days_off(date(2026, 7, 11)) == [DayOff.WEEKEND, DayOff.SUMMER]
    assert days_off(date(2026, 12, 25)) == [DayOff.HOLIDAY, DayOff.CHRISTMAS]
    assert days_off(date(2026, 11, 23)) == []


@pytest.mark.parametrize(
    "day", [date(2026, 11, 23), date(2026, 7, 3), date(2026, 8, 3), date(2026, 12, 23), date(2027, 1, 4)]
)
def test_a_common_day_is_a_workday(day: date) -> None:
    assert is_workday(day)
    assert next_workday(day) == day


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2026, 11, 21), date(2026, 11, 23)),
        (date(2026, 7, 8), date(2026, 8, 3)),
        (date(2026, 12, 24), date(2027, 1, 4)),
        (date(2027, 3, 25), date(2027, 3, 30)),
    ],
)
def test_a_deadline_is_moved_forward(day: date, moved: date) -> None:
    assert next_workday(day) == moved


def test_ten_workdays_jump_over_what_is_between() -> None:
    assert add_workdays(date(2026, 11, 20), 10) == date(2026, 12, 4)
    assert add_workdays(date(2026, 12, 22), 2) == date(2027, 1, 4)
    assert add_workdays(date(2026, 11, 21), 0) == date(2026, 11, 23)


@given(days, st.integers(0, 60))
def test_the_nth_workday_has_n_workdays_up_to_it(day: date, n: int) -> None:
    due = add_workdays(day, n)
    between = [date.fromordinal(number) for number in range(day.toordinal() + 1, due.toordinal() + 1)]
    assert is_workday(due)
    assert n == 0 or sum(map(is_workday, between)) == n


def test_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forward"):
        add_workdays(date(2026, 11, 23), -1)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 22, 22, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 23, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_people_live_by_the_clock_in_oslo(moment: datetime, day: date) -> None:
    assert oslo_day(moment) == day


def test_a_moment_without_a_time_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        oslo_day(datetime(2026, 11, 22, 12))  # noqa: DTZ001 - the point of the test
