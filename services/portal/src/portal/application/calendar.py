"""The meetings of a half-year, month by month, with what is unlucky about their days."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from councilkit.workdays import DayOff, days_off, oslo_day
from portal.application.meetings import CANCELLED, Meeting

_HALF: Final = re.compile("(20[0-9]{2})-([12])")
_MONTHS: Final = 6
TWICE, SEVERAL = "twice", "several"
NOTES: Final = (TWICE, SEVERAL, *DayOff)


@dataclass(frozen=True)
class Half:
    """One half of a year: January to June, or July to December."""

    year: int
    part: int

    def __str__(self) -> str:
        return f"{self.year}-{self.part}"

    @classmethod
    def of(cls, day: date) -> "Half":
        return cls(day.year, 1 if day.month <= _MONTHS else 2)

    @property
    def months(self) -> list[date]:
        return [date(self.year, (self.part - 1) * _MONTHS + number, 1) for number in range(1, _MONTHS + 1)]

    @property
    def before(self) -> "Half":
        return Half(self.year - 1, 2) if self.part == 1 else Half(self.year, 1)

    @property
    def after(self) -> "Half":
        return Half(self.year + 1, 1) if self.part == 2 else Half(self.year, 2)  # noqa: PLR2004 - of two halves

    @property
    def first(self) -> date:
        return self.months[0]

    @property
    def last(self) -> date:
        return self.after.months[0] - timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    meeting: Meeting
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Month:
    first: date
    entries: tuple[Entry, ...]


def read_half(text: str) -> Half | None:
    """Read `2027-1`."""
    found = _HALF.fullmatch(text)
    return Half(int(found[1]), int(found[2])) if found else None


def calendar(half: Half, meetings: Iterable[Meeting], own: Collection[str]) -> list[Month]:
    """Put the meetings under their months; `own` are the councils that the reader sits in."""
    found = sorted(meetings, key=lambda meeting: meeting.starts_at)
    return [Month(first, tuple(_entries(first, found, own))) for first in half.months]


def _entries(first: date, meetings: Sequence[Meeting], own: Collection[str]) -> Iterable[Entry]:
    for meeting in meetings:
        day = oslo_day(meeting.starts_at)
        if (day.year, day.month) == (first.year, first.month):
            yield Entry(meeting, tuple(_notes(meeting, meetings, own)))


def _notes(meeting: Meeting, all_of_them: Sequence[Meeting], own: Collection[str]) -> Iterable[str]:
    """Tell what may be wrong with the day of a meeting to come; one that is cancelled stands in nobody's way."""
    if not meeting.ahead:
        return
    day = oslo_day(meeting.starts_at)
    same = [one for one in all_of_them if one != meeting and one.status != CANCELLED and oslo_day(one.starts_at) == day]
    if any(set(one.councils) & set(meeting.councils) for one in same):
        yield TWICE
    elif set(meeting.councils) & set(own) and any(set(one.councils) & set(own) for one in same):
        yield SEVERAL
    yield from days_off(day)
