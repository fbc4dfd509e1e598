from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from council_registry.domain.refusals import AlreadyOver, EndsBeforeStart

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """Days from the first to the last, both included; without a last day it goes on.

    One whose last day is the day before its first was taken back: it never runs.
    """

    starts: date
    ends: date | None = None

    @classmethod
    def agreed(cls, starts: date, ends: date | None) -> Self:
        """Make one that runs."""
        if ends and ends < starts:
            raise EndsBeforeStart("The last day lies before the first.", field="/ends")
        return cls(starts, ends)

    @classmethod
    def of(cls, day: date) -> Self:
        """Make one of a single day."""
        return cls(day, day)

    @property
    def runs(self) -> bool:
        """Tell if there is a day on which it runs."""
        return self.starts <= self.last

    @property
    def last(self) -> date:
        """The day after which it does not run, if only the end of time."""
        return self.ends or date.max

    def covers(self, day: date) -> bool:
        return self.starts <= day <= self.last

    def overlaps(self, other: "Period") -> bool:
        return max(self.starts, other.starts) <= min(self.last, other.last)

    def cut(self, on: date) -> "Period":
        """End it earlier than agreed, or take it back; what is over is not brought back to life."""
        if on < self.starts - A_DAY:
            raise EndsBeforeStart(
                f"It starts on {self.starts}, so it cannot end on {on}; the day before it starts takes it back.",
                field="/on",
            )
        if self.ends and on >= self.ends:
            raise AlreadyOver(f"Its last day is {self.ends} already.", field="/on")
        return Period(self.starts, on)
