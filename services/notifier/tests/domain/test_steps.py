from datetime import UTC, date, datetime, time, timedelta

import pytest

from councilkit.workdays import OSLO, is_workday, oslo_day
from notifier.domain.steps import BEFORE, MISSED, UNBOOKED, eight, is_silenced, steps_of_meeting, steps_of_year


def days(year: int) -> dict[str, date]:
    return {step.name: step.on for step in steps_of_year(year)}


def test_the_steps_of_a_year() -> None:
    assert days(2026) == {
        "book-spring": date(2026, 4, 1),
        "book-autumn": date(2026, 9, 1),
        "book-november": date(2026, 11, 2),  # a Monday
        "book-december": date(2026, 12, 1),
        "missed": date(2027, 1, 4),
    }


@pytest.mark.parametrize("year", range(2020, 2041))
def test_every_step_is_raised_before_the_mail_of_its_day_on_a_workday(year: int) -> None:
    for step in steps_of_year(year):
        assert is_workday(step.on)
        assert step.at.astimezone(OSLO).time() == time(7, 30)
        assert eight(step.on) - step.at == timedelta(minutes=30)


def test_eight_in_oslo_is_six_in_summer_and_seven_in_winter() -> None:
    assert eight(date(2026, 9, 1)) == datetime(2026, 9, 1, 6, tzinfo=UTC)
    assert eight(date(2026, 12, 1)) == datetime(2026, 12, 1, 7, tzinfo=UTC)


@pytest.mark.parametrize("step", [*UNBOOKED, *BEFORE, MISSED])
def test_a_quiet_council_silences_all_but_what_the_level_above_hears_of_a_missed_year(step: str) -> None:
    assert is_silenced(step, quiet=True, above=False)
    assert is_silenced(step, quiet=True, above=True) is (step != MISSED)
    assert not is_silenced(step, quiet=False, above=False)


def test_a_step_in_easter_waits_until_it_is_over() -> None:
    assert days(2029)["book-spring"] == date(2029, 4, 3)


def test_a_booked_meeting_has_a_step_four_weeks_and_one_week_before() -> None:
    steps = steps_of_meeting("spring", datetime(2026, 5, 20, 11, tzinfo=UTC))
    assert [(step.name, step.on) for step in steps] == [
        ("soon-28", date(2026, 4, 22)),
        ("soon-7", date(2026, 5, 13)),
    ]


FIVE_MINUTES, HOURS = timedelta(minutes=5), timedelta(hours=11)
CHANGES = [datetime(2026, 4, 26, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)]  # four weeks after the clocks change


@pytest.mark.parametrize(
    ("first", "last", "apart"),
    [
        (datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC), HOURS),
        *((day - timedelta(days=1), day + timedelta(days=1), FIVE_MINUTES) for day in CHANGES),
    ],
)
def test_whenever_a_meeting_begins_its_steps_come_in_the_morning_of_a_workday_before_it(
    first: datetime, last: datetime, apart: timedelta
) -> None:
    starts_at = first
    while starts_at < last:
        for step in steps_of_meeting("m", starts_at):
            local = step.at.astimezone(OSLO)
            assert (local.time(), is_workday(local.date())) == (time(7, 30), True)
            assert timedelta(days=BEFORE[step.name]) >= oslo_day(starts_at) - step.on > timedelta()
        starts_at += apart


def test_a_step_that_would_come_after_the_meeting_is_none() -> None:
    steps = steps_of_meeting("new-year", datetime(2027, 1, 4, 11, tzinfo=UTC))
    assert [(step.name, step.on) for step in steps] == [("soon-28", date(2026, 12, 7))]
