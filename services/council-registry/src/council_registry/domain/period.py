from dataclasses import dataclass
from datetime import date

from council_registry.domain.refusals import AlreadyOver, EndsBeforeStart


@dataclass(frozen=True)
class Period:
    """Days from the first to the last, both included; without a last day it goes on."""

    starts: date
    ends: date | None = None

    def __post_init__(self) -> None:
        if self.ends and self.ends < self.starts:
            raise EndsBeforeStart("The last day lies before the first.", field="/ends")

    def covers(self, day: date) -> bool:
        return self.starts <= day <= (self.ends or date.max)

    def overlaps(self, other: "Period") -> bool:
        return self.starts <= (other.ends or date.max) and other.starts <= (self.ends or date.max)

    def cut(self, on: date) -> "Period":
        """End it earlier than agreed; what is over is not brought back to life."""
        if on < self.starts:
            raise EndsBeforeStart(f"It started on {self.starts}, so it cannot end on {on}.", field="/on")
        if self.ends and on >= self.ends:
            raise AlreadyOver(f"Its last day is {self.ends} already.", field="/on")
        return Period(self.starts, on)
