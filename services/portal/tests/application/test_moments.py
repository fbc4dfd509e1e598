from datetime import UTC, date, datetime

import pytest

from portal.application.moments import read_day, read_moment

THIRD = date(2026, 12, 3)


@pytest.mark.parametrize(
    "written",
    [
        "3.12.2026",
        "03.12.26",
        " 3. desember 2026 ",
        "3 des 2026",
        "3/12-2026",
        "3. 12. 2026",
        "2026-12-03",
        "3 December 2026",
    ],
)
def test_a_day_is_read_however_it_is_written(written: str) -> None:
    assert read_day(written) == THIRD


@pytest.mark.parametrize("written", ["", "i morgen", "31.11.2026", "3.13.2026", "3. sommer 2026", "12.2026"])
def test_what_is_no_day_is_not_guessed(written: str) -> None:
    assert read_day(written) is None


MONTHS = ["jan", "feb", "mars", "april", "mai", "juni", "juli", "aug", "sept", "oktober", "nov", "desember"]


@pytest.mark.parametrize("month", MONTHS)
def test_every_month_has_a_name(month: str) -> None:
    assert read_day(f"1. {month} 2026") == date(2026, MONTHS.index(month) + 1, 1)


@pytest.mark.parametrize("written", ["14", "14.00", "14:00", "1400", "kl. 14", "kl 14.00"])
def test_a_time_is_read_however_it_is_written(written: str) -> None:
    assert read_moment(THIRD, written) == datetime(2026, 12, 3, 13, tzinfo=UTC)


def test_a_time_in_summer_is_oslos_too() -> None:
    assert read_moment(date(2026, 6, 3), "14.30") == datetime(2026, 6, 3, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize("written", ["", "etter lunsj", "25.00", "14.60"])
def test_what_is_no_time_is_not_guessed(written: str) -> None:
    assert read_moment(THIRD, written) is None
