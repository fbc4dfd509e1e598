"""What the rules need to know of a council, and how it wants its duties counted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from councilkit.events.councils import Side, TermRole
from councilkit.events.meetings import MeetingType
from councilkit.workdays import oslo_day
from notifier.domain.steps import morning

UNTOLD = timedelta(days=14)
"""So long after its day a meeting counts as booked, though nobody has told that it was held."""

_DAY = timedelta(days=1)


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

    @property
    def lapses_at(self) -> datetime:
        """Tell the morning from which it counts no more, if nobody has told that it was held."""
        return morning(self.day + UNTOLD + _DAY)

    def is_booked(self, now: datetime) -> bool:
        return not self.held and now < self.lapses_at

    def is_untold(self, now: datetime) -> bool:
        return not self.held and now >= self.lapses_at

    def is_ahead(self, now: datetime) -> bool:
        return not self.held and now < self.starts_at


@dataclass(frozen=True)
class Came:
    """Somebody who was at a meeting: a term's council, role and side."""

    council: str
    role: TermRole
    side: Side


def was_talk(came: Collection[Came], council: str) -> bool:
    """Tell whether a council's leader, one of its users' seats, and somebody from Nav's side were there.

    Also where Nav leads the council: a talk about user participation without a user is none.
    """
    seated = [one for one in came if one.council == council and one.role is not TermRole.OBSERVER]
    led = any(one.role is TermRole.LEADER for one in seated)
    heard = any(one.side is Side.USER for one in seated)
    return led and heard and any(one.side is Side.NAV for one in came)


@dataclass(frozen=True)
class Led:
    """From the first day to the last on which a council has a leader; no last: nobody has set one."""

    starts: date
    last: date | None = None

    def holds(self, day: date) -> bool:
        return self.starts <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Settings:
    """How a council's duties count. `agreed`: the rules in its own mandate, each with the moment it was agreed.

    `owed_since` is the moment at which it was last said anew how much is owed.
    """

    agreed: Mapping[str, datetime] = field(default_factory=dict)
    meetings_a_year: int | None = None
    counts_from: date | None = None
    quiet: bool = False
    owed_since: datetime | None = None


@dataclass(frozen=True)
class Council:
    """A council as its duties see it. `led` are the times in which it has a leader."""

    id: str
    founded: datetime
    meetings: Sequence[Meeting] = ()
    led: Sequence[Led] = ()
    settings: Settings = Settings()
    led_by: Side = Side.USER

    @property
    def first_day(self) -> date:
        """The first day that counts."""
        return self.settings.counts_from or oslo_day(self.founded)

    def is_led(self, day: date) -> bool:
        return any(time.holds(day) for time in self.led)
