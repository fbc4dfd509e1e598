"""What the rules need to know of a council, and how it wants its duties counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from councilkit.events.councils import MeetingType
from councilkit.workdays import oslo_day

UNTOLD = timedelta(days=14)
"""So long after its day a meeting counts as booked, though nobody has told that it was held."""


@dataclass(frozen=True)
class Meeting:
    id: str
    type: MeetingType
    starts_at: datetime
    planned_at: datetime
    held: bool = False
    leader_met_nav: bool = False

    @property
    def day(self) -> date:
        return oslo_day(self.starts_at)

    def is_booked(self, now: datetime) -> bool:
        return not self.held and now <= self.starts_at + UNTOLD

    def is_ahead(self, now: datetime) -> bool:
        return not self.held and now < self.starts_at


@dataclass(frozen=True)
class Led:
    """From the first day to the last on which a council has a leader; no last: nobody has set one."""

    starts: date
    last: date | None = None

    def holds(self, day: date) -> bool:
        return self.starts <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Settings:
    """How a council's duties count. `agreed`: the rules in its own mandate, each with the moment it was agreed."""

    agreed: Mapping[str, datetime] = field(default_factory=dict)
    meetings_a_year: int | None = None
    counts_from: date | None = None
    quiet: bool = False


@dataclass(frozen=True)
class Council:
    """A council as its duties see it. `led` are the times in which it has a leader."""

    id: str
    founded: datetime
    meetings: Sequence[Meeting] = ()
    led: Sequence[Led] = ()
    settings: Settings = Settings()

    @property
    def first_day(self) -> date:
        """The first day that counts."""
        return self.settings.counts_from or oslo_day(self.founded)

    def is_led(self, day: date) -> bool:
        return any(time.holds(day) for time in self.led)
