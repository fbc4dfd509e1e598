"""From which day a council's duties may count."""

from datetime import date

from notifier.domain.refusals import CountsTooLate, YearHasEnded
from notifier.domain.rules import RULES


def require_may_count_from(first: date, before: date, today: date) -> None:
    """Refuse a first day after this year, and one that takes away what was owed in a year that has ended.

    `before` is the day that was the first until now; what stays as it was is never refused.
    """
    if first > max(before, date(today.year, 12, 31)):
        raise CountsTooLate(
            "The first day that counts can be no later than the end of this year.", field="/counts_from"
        )
    if any(_owed(first, year) < _owed(before, year) for year in range(before.year, today.year)):
        raise YearHasEnded("A year that has ended still counts from the day it did.", field="/counts_from")


def _owed(first: date, year: int) -> int:
    return sum(rule.owed_from(first, year, None) for rule in RULES.values())
