"""Days on which a deadline may fall: not at weekends, on public holidays, in the summer weeks, or over Christmas."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

import holidays

OSLO = ZoneInfo("Europe/Oslo")
"""The time that people live by; everything else is UTC."""

SUMMER_WEEKS = range(28, 32)
_SATURDAY = 5
_DAY = timedelta(days=1)


def oslo_day(moment: datetime) -> date:
    """Tell which day it is in Oslo at an aware moment."""
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone belongs to no day.")
    return moment.astimezone(OSLO).date()


class DayOff(StrEnum):
    """Why a day is no workday."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    SUMMER = "summer"
    CHRISTMAS = "christmas"


def days_off(day: date) -> list[DayOff]:
    """Tell every reason why this day is no workday; none for a workday."""
    reasons = {
        DayOff.WEEKEND: day.weekday() >= _SATURDAY,
        DayOff.HOLIDAY: day in _holidays(day.year),
        DayOff.SUMMER: day.isocalendar().week in SUMMER_WEEKS,
        DayOff.CHRISTMAS: _is_christmas(day),
    }
    return [reason for reason, holds in reasons.items() if holds]


def is_workday(day: date) -> bool:
    """Tell whether a deadline may fall on this day."""
    return not days_off(day)


def next_workday(day: date) -> date:
    """Move a day forward to the first workday; a workday stays where it is."""
    while not is_workday(day):
        day += _DAY
    return day


def add_workdays(day: date, n: int) -> date:
    """Tell the n-th workday after a day; with 0, the day itself or the first workday after it."""
    if n < 0:
        raise ValueError("Workdays are counted forward.")
    for _ in range(n):
        day = next_workday(day + _DAY)
    return next_workday(day)


def _is_christmas(day: date) -> bool:
    return (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1)


@cache
def _holidays(year: int) -> frozenset[date]:
    # Only its dates: the library's names know neither bokmål nor nynorsk by those codes.
    return frozenset(holidays.country_holidays("NO", years=year))
