"""When somebody is told: so many steps a year, each raised early on a workday in Oslo, and mailed at eight."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache

from councilkit.workdays import OSLO, next_workday, oslo_day

RAISED, MAILED = time(7, 30), time(8)
"""Steps are raised one after the other before the day's mail leaves, so that one mail tells them all."""

UNBOOKED: Mapping[str, tuple[int, int]] = {
    "book-spring": (4, 1),
    "book-autumn": (9, 1),
    "book-november": (11, 1),
    "book-december": (12, 1),
}
"""While something is not booked: on these days of the year."""

BEFORE: Mapping[str, int] = {"soon-28": 28, "soon-7": 7}
"""So many days before a booked meeting."""

MISSED = "missed"
"""Once, on the first workday after the year; it is told to the level above too."""

LATE = "book-november"
"""From this step on a duty is at risk when something is still not booked."""


class What(StrEnum):
    """What a step comes down to as things stand, the gravest first."""

    MISSED = "missed"
    UNTOLD = "untold"  # nobody has told whether a meeting that is past was held
    VACANT = "vacant"  # it cannot be held: there is nobody to lead it
    BOOK = "book"
    EMPTY = "empty"  # a seat that somebody has left, and nobody has taken
    ENDING = "ending"  # a term
    SOON = "soon"


@dataclass(frozen=True)
class Step:
    """Something to be told at a moment, of a year as a whole or of one meeting."""

    name: str
    at: datetime
    meeting: str | None = None

    @property
    def on(self) -> date:
        return oslo_day(self.at)


def eight(day: date) -> datetime:
    """Tell when it is eight in the morning of a day in Oslo: then its mail leaves."""
    return datetime.combine(day, MAILED, OSLO).astimezone(UTC)


def morning(day: date) -> datetime:
    """Tell when steps are raised on this day, or on the first workday after it."""
    return datetime.combine(next_workday(day), RAISED, OSLO).astimezone(UTC)


def beginning(day: date) -> datetime:
    """Tell when a day begins in Oslo."""
    return datetime.combine(day, time(), OSLO).astimezone(UTC)


@cache
def steps_of_year(year: int) -> tuple[Step, ...]:
    unbooked = (Step(name, morning(date(year, month, day))) for name, (month, day) in UNBOOKED.items())
    return (*unbooked, Step(MISSED, morning(date(year + 1, 1, 1))))


def steps_of_meeting(meeting: str, starts_at: datetime) -> Iterator[Step]:
    """Tell the steps before a meeting; one that no workday before the meeting is left for is none."""
    day = oslo_day(starts_at)
    for name, days in BEFORE.items():
        at = morning(day - timedelta(days=days))
        if oslo_day(at) < day:
            yield Step(name, at, meeting)


def is_silenced(step: str, *, quiet: bool, above: bool) -> bool:
    """Tell whether somebody hears nothing of a step, because its council wants no mails.

    Ask it of each who would get a mail, when it is planned and again when it is written: `above` are those of the
    level above the council, who hear of a missed year also when the council is quiet.
    """
    return quiet and not (above and step == MISSED)


def is_late(year: int, now: datetime) -> bool:
    return now >= morning(date(year, *UNBOOKED[LATE]))
