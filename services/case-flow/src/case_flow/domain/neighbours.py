"""The little that the rules of a case need to know of councils, units and meetings."""

from dataclasses import dataclass
from datetime import date

from councilkit.events.councils import Language, Level, UnitKind


@dataclass(frozen=True)
class Council:
    id: str
    level: Level
    parent: str | None
    language: Language


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

    def answers_on(self, day: date) -> bool:
        return any(time.holds(day) for time in self.answering)


@dataclass(frozen=True)
class Meeting:
    id: str
    councils: tuple[str, ...]
    held: bool = False
