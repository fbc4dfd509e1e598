"""The little that the rules of a case need to know of councils, units and meetings."""

from dataclasses import dataclass
from datetime import date

from case_flow.domain.refusals import MeetingOff, NoMore
from councilkit.events.councils import CouncilKind, Language, Level, UnitKind


@dataclass(frozen=True)
class Council:
    id: str
    level: Level
    parent: str | None
    language: Language
    closed: bool = False
    successors: tuple[str, ...] = ()
    kind: CouncilKind = CouncilKind.USER_COUNCIL
    units: tuple[str, ...] = ()
    short: str = ""  # as it is called for short, and its cases numbered

    @property
    def heir(self) -> str | None:
        """Who takes over what is open with it, once it is closed: its first successor, or the council above."""
        return next(iter(self.successors), self.parent)

    def require_open(self, *, field: str) -> None:
        if self.closed:
            onwards = f"Its cases go to {self.heir}." if self.heir else "Nobody came after it."
            raise NoMore(f"This council is no more. {onwards}", field=field)


@dataclass(frozen=True)
class Time:
    """From the first day to the last, if that is set; one that was taken back before it began has no day at all."""

    starts: date
    last: date | None = None

    def holds(self, day: date) -> bool:
        return self.starts <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Unit:
    number: str
    kind: UnitKind
    answering: tuple[Time, ...] = ()  # the times of the posts that answer there
    closed: bool = False
    owning: tuple[Time, ...] = ()  # the times of the posts that speak for the municipality there

    def require_open(self, *, field: str) -> None:
        if self.closed:
            raise NoMore("This unit is no more.", field=field)

    def answers_on(self, day: date) -> bool:
        return any(time.holds(day) for time in self.answering)

    def is_owned_on(self, day: date) -> bool:
        return any(time.holds(day) for time in self.owning)


@dataclass(frozen=True)
class Meeting:
    """`cancelled` is the entry that says so; what takes it back names that entry."""

    id: str
    councils: tuple[str, ...]
    held: bool = False
    cancelled: str | None = None
    day: date | None = None

    def require_ahead(self, *, field: str) -> None:
        if self.cancelled:
            raise MeetingOff("This meeting will not take place.", field=field)
