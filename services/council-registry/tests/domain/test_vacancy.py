from datetime import date, timedelta

import pytest

from council_registry.domain.period import Period
from council_registry.domain.seating import Seat, Seating, Term
from council_registry.domain.vacancy import Chair, chairs, months_after
from councilkit.events.councils import Side, TermRole

TODAY = date(2026, 11, 17)
A_DAY = timedelta(days=1)


def chair(*periods: Period, last: date | None = None) -> Chair:
    terms = {str(one): Term(str(one), "chair", TermRole.MEMBER, period) for one, period in enumerate(periods)}
    [found] = chairs(Seating("horten", {"chair": Seat("chair", Side.USER, last=last)}, terms), TODAY, soon=6)
    return found


def test_a_seat_in_which_nobody_ever_sat_is_vacant_since_no_day() -> None:
    assert (chair().vacant, chair().vacant_since, chair().wants_names) == (True, None, True)


def test_a_seat_is_vacant_from_the_day_after_the_last_one_left() -> None:
    left = chair(Period(date(2025, 1, 1), TODAY - A_DAY))
    assert (left.vacant, left.vacant_since) == (True, TODAY)


def test_a_term_that_was_taken_back_left_no_seat() -> None:
    assert chair(Period(date(2025, 1, 1), date(2024, 12, 31))).vacant_since is None


@pytest.mark.parametrize(("ends", "soon"), [(date(2027, 5, 17), True), (date(2027, 5, 18), False), (None, False)])
def test_a_term_that_ends_within_six_months_ends_soon(ends: date | None, *, soon: bool) -> None:
    sat_in = chair(Period(date(2025, 1, 1), ends))
    assert (sat_in.ends, sat_in.wants_names) == (ends if soon else None, soon)


def test_nobody_is_looked_for_when_somebody_is_to_come() -> None:
    now, coming = Period(date(2025, 1, 1), date(2026, 12, 31)), Period(date(2027, 1, 1))
    assert not chair(now, coming).wants_names
    soon = Period(date(2026, 12, 17))
    assert not chair(soon).wants_names
    assert chair(soon).vacant


@pytest.mark.parametrize(("starts", "wants"), [(date(2027, 1, 31), False), (date(2027, 7, 1), True)])
def test_a_seat_that_would_stand_empty_between_two_terms_waits_for_somebody(starts: date, *, wants: bool) -> None:
    between = chair(Period(date(2025, 1, 1), date(2026, 12, 31)), Period(starts))
    assert (between.wants_names, between.ends) == (wants, date(2026, 12, 31) if wants else None)


def test_a_seat_that_stands_empty_until_next_half_year_waits_for_somebody() -> None:
    empty = chair(Period(date(2025, 1, 1), TODAY - A_DAY), Period(date(2027, 7, 1)))
    assert (empty.wants_names, empty.vacant_since) == (True, TODAY)


def test_nobody_is_looked_for_when_the_seat_goes_with_the_term() -> None:
    assert not chair(Period(date(2025, 1, 1), date(2026, 12, 31)), last=date(2026, 12, 31)).wants_names
    assert not chair(last=date(2026, 12, 31)).wants_names


def test_a_closed_seat_is_no_chair_any_more() -> None:
    seating = Seating("horten", {"chair": Seat("chair", Side.USER, last=TODAY - A_DAY)}, {})
    assert chairs(seating, TODAY, soon=6) == []


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 11, 17), 1, date(2026, 12, 17)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then
