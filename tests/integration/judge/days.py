"""Workdays by the judge's own reckoning, and the moments at which mails may leave."""

from datetime import date, datetime, time, timedelta

from judge.world import OSLO

DAY = timedelta(days=1)
SATURDAY = 5
SUMMER = range(28, 32)
"""The weeks in which nothing is due."""

FIXED = {(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)}
AROUND_EASTER = (-3, -2, 0, 1, 39, 49, 50)
"""Days after Easter Day."""

CHRISTMAS = (12, 24)
"""From here to the year's end is no workday either."""

MIDNIGHT, EIGHT, SIXTEEN = time(), time(8), time(16)


def is_workday(day: date) -> bool:
    free = (
        day.weekday() >= SATURDAY,
        day.isocalendar().week in SUMMER,
        (day.month, day.day) in FIXED,
        (day.month, day.day) >= CHRISTMAS,
        (day - _easter(day.year)).days in AROUND_EASTER,
    )
    return not any(free)


def workday_from(day: date) -> date:
    """Tell the first workday that is not before a day."""
    while not is_workday(day):
        day += DAY
    return day


def mail_day(raised: datetime, *, any_hour: bool) -> date:
    """Tell the day whose mail tells of what was raised: what comes after working hours is for the next workday.

    In a house where mails leave at any hour, it is the day on which it was raised.
    """
    local = raised.astimezone(OSLO)
    if any_hour:
        return local.date()
    return workday_from(local.date() if local.time() < SIXTEEN else local.date() + DAY)


def mail_time(day: date, *, any_hour: bool) -> datetime:
    """Tell from when a day's mail may leave."""
    return datetime.combine(day, MIDNIGHT if any_hour else EIGHT, OSLO)


def _easter(year: int) -> date:
    """Tell Easter Day, by Gauss's rule for the years 1900 to 2099."""
    moon = (19 * (year % 19) + 24) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7
    days = 22 + moon + sunday
    if (moon, sunday) == (29, 6) or (moon, sunday, year % 19 > 10) == (28, 6, True):
        days -= 7
    return date(year, 3, 1) + timedelta(days=days - 1)
