"""The half-years that editions tell of. They tile the calendar: whatever happens, one edition tells of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from councilkit.events.cases import RuleStatus
from councilkit.workdays import next_workday

RULE = "newsletter"
SOURCE = "raadslag-2026"
STATUS = RuleStatus.PROPOSED  # "a couple of times a year" is all that is laid down; the days are our own

PATTERN = r"^20[0-9]{2}-[12]$"

_CLOSES = {1: (5, 15), 2: (11, 15)}
_SENDS = {1: (6, 15), 2: (12, 15)}
_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Half:
    """The first half tells of 16 November to 15 May, the second one of 16 May to 15 November."""

    year: int
    number: int

    @classmethod
    def named(cls, name: str) -> Self:
        year, _, number = name.partition("-")
        return cls(int(year), int(number))

    @classmethod
    def telling_of(cls, day: date) -> Self:
        """Tell the half-year whose edition tells of this day."""
        if (day.month, day.day) <= _CLOSES[1]:
            return cls(day.year, 1)
        if (day.month, day.day) <= _CLOSES[2]:
            return cls(day.year, 2)
        return cls(day.year + 1, 1)

    @property
    def before(self) -> Self:
        return type(self)(self.year, 1) if self.number > 1 else type(self)(self.year - 1, 2)

    @property
    def starts(self) -> date:
        return self.before.ends + _DAY

    @property
    def ends(self) -> date:
        """The last day that the edition tells of."""
        return date(self.year, *_CLOSES[self.number])

    @property
    def sends_on(self) -> date:
        """The day by which the edition should be sent, a workday."""
        return next_workday(date(self.year, *_SENDS[self.number]))

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"


def latest_ended(today: date) -> Half:
    """Tell the last half-year that is wholly over."""
    return Half.telling_of(today).before


def still_told_of(today: date) -> tuple[Half, Half]:
    """Tell the half-years whose edition can be opened, the older one first: what was before those is no news."""
    latest = latest_ended(today)
    return latest.before, latest
