from datetime import date, timedelta

import pytest

from council_registry.domain.period import Period
from council_registry.domain.refusals import AlreadyOver, EndsBeforeStart

FIRST, LAST = date(2026, 1, 5), date(2026, 6, 30)
ONE = timedelta(days=1)


@pytest.mark.parametrize(("day", "covered"), [(FIRST - ONE, False), (FIRST, True), (LAST, True), (LAST + ONE, False)])
def test_the_first_and_the_last_day_belong_to_it(day: date, covered: bool) -> None:  # noqa: FBT001 - a table of examples
    assert Period(FIRST, LAST).covers(day) is covered


def test_without_a_last_day_it_goes_on() -> None:
    assert Period(FIRST).covers(date(2099, 12, 31))


def test_a_successor_may_start_the_day_after() -> None:
    assert not Period(FIRST, LAST).overlaps(Period(LAST + ONE))
    assert Period(FIRST, LAST).overlaps(Period(LAST))
    assert Period(LAST).overlaps(Period(FIRST, LAST))


def test_it_does_not_end_before_it_starts() -> None:
    with pytest.raises(EndsBeforeStart) as refused:
        Period.agreed(LAST, FIRST)
    assert refused.value.field == "/ends"


def test_what_was_entered_wrongly_is_taken_back_and_never_runs() -> None:
    taken_back = Period(FIRST, LAST).cut(FIRST - ONE)
    assert not taken_back.runs
    assert not taken_back.covers(FIRST)
    assert not taken_back.covers(FIRST - ONE)
    assert not taken_back.overlaps(Period(FIRST - ONE, LAST))
    with pytest.raises(AlreadyOver):
        taken_back.cut(FIRST)


def test_no_earlier_day_takes_it_back() -> None:
    with pytest.raises(EndsBeforeStart) as refused:
        Period(FIRST, LAST).cut(FIRST - 2 * ONE)
    assert refused.value.field == "/on"
