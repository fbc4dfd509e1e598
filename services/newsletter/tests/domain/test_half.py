from datetime import date, timedelta

import pytest

from newsletter.domain.half import Half, latest_ended


@pytest.mark.parametrize(
    ("name", "starts", "ends"),
    [
        ("2026-1", date(2025, 11, 16), date(2026, 5, 15)),
        ("2026-2", date(2026, 5, 16), date(2026, 11, 15)),
        ("2027-1", date(2026, 11, 16), date(2027, 5, 15)),
    ],
)
def test_a_half_year_tells_of_the_days_between_two_closings(name: str, starts: date, ends: date) -> None:
    half = Half.named(name)
    assert (half.starts, half.ends, str(half)) == (starts, ends, name)


def test_the_half_years_tile_the_calendar_so_that_every_day_is_told_of_once() -> None:
    day = date(2023, 12, 1)
    while day < date(2029, 1, 1):
        half = Half.telling_of(day)
        assert half.starts <= day <= half.ends
        assert Half.telling_of(half.ends + timedelta(days=1)).before == half
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("2026-1", date(2026, 6, 15)),
        ("2026-2", date(2026, 12, 15)),
        ("2024-1", date(2024, 6, 17)),  # 15 June 2024 is a Saturday
        ("2024-2", date(2024, 12, 16)),  # 15 December 2024 is a Sunday
    ],
)
def test_an_edition_is_sent_on_a_workday(name: str, on: date) -> None:
    assert Half.named(name).sends_on == on


def test_a_half_year_has_ended_on_the_day_after_its_last() -> None:
    assert str(latest_ended(date(2026, 11, 15))) == "2026-1"
    assert str(latest_ended(date(2026, 11, 16))) == "2026-2"
