from datetime import date

import pytest

from notifier.domain.counting import require_may_count_from
from notifier.domain.refusals import CountsTooLate, YearHasEnded

TODAY = date(2026, 11, 15)
FOUNDED = date(2026, 1, 13)
LONG_AGO = date(2024, 3, 1)


@pytest.mark.parametrize("first", [date(2025, 1, 1), date(2026, 1, 1), date(2026, 12, 31)])
def test_a_council_may_count_from_any_day_until_this_year_ends(first: date) -> None:
    require_may_count_from(first, FOUNDED, TODAY)


def test_a_council_cannot_put_off_its_duties_beyond_this_year() -> None:
    with pytest.raises(CountsTooLate):
        require_may_count_from(date(2027, 1, 1), FOUNDED, TODAY)


@pytest.mark.parametrize("first", [date(2025, 1, 1), date(2025, 5, 1), date(2026, 1, 1), date(2026, 12, 1)])
def test_a_council_cannot_take_back_what_it_owed_in_a_year_that_has_ended(first: date) -> None:
    with pytest.raises(YearHasEnded):
        require_may_count_from(first, LONG_AGO, TODAY)


def test_a_council_founded_when_nothing_more_was_owed_may_count_from_the_new_year() -> None:
    require_may_count_from(date(2026, 1, 1), date(2025, 11, 20), TODAY)


@pytest.mark.parametrize("day", [LONG_AGO, FOUNDED, date(2027, 2, 1)])
def test_what_stays_as_it_was_is_never_refused(day: date) -> None:
    require_may_count_from(day, day, TODAY)
