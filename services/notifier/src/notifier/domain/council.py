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
    moved_at: datetime | None = None

    @property
    def timed_at(self) -> datetime:
        """Tell when it got the time that it has."""
        return self.moved_at or self.planned_at

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
    closed: bool = False


@dataclass(frozen=True)
class TakenOver:
    """What a council has of one that closed in a year, and that it came after: its first day, and what it held then."""

    year: int
    first_day: date
    meetings: Sequence[Meeting] = ()


@dataclass(frozen=True)
class Council:
    """A council as its duties see it. `led` are the times in which it has a leader.

    It was told of when it was `founded`, and is there from the day on which it `starts`; `woken` is the day on which
    its last rest ended.
    """

    id: str
    founded: datetime
    meetings: Sequence[Meeting] = ()
    led: Sequence[Led] = ()
    settings: Settings = Settings()
    led_by: Side = Side.USER
    starts: date | None = None
    rests: bool = False
    woken: date | None = None
    taken_over: Sequence[TakenOver] = ()

    @property
    def owes_nothing(self) -> bool:
        """Tell whether it does not meet: it rests, or is no more."""
        return self.rests or self.settings.closed

    @property
    def first_day(self) -> date:
        """The first day that counts. What was told late of a council that has long been there alarms nobody."""
        told = oslo_day(self.founded)
        first = self.settings.counts_from or max(told, self.starts or told)
        return max(first, self.woken or first)

    def first_day_in(self, year: int) -> date:
        """Tell the first day that counts in a year: what came after others in that year goes on where they were."""
        return min([self.first_day, *(one.first_day for one in self.taken_over if one.year == year)])

    def meetings_for(self, year: int) -> Sequence[Meeting]:
        """Tell its meetings, and those that others held in a year in which it took them over."""
        return [*self.meetings, *(meeting for one in self.taken_over if one.year == year for meeting in one.meetings)]

    def is_led(self, day: date) -> bool:
        return any(time.holds(day) for time in self.led)
