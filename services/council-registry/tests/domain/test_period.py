from datetime import date, timedelta

import pytest

from council_registry.domain.period import Period
from council_registry.domain.refusals import EndsBeforeStart

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
        Period(LAST, FIRST)
    assert refused.value.field == "/ends"
