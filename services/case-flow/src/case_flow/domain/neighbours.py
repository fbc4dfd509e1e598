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
class Unit:
    number: str
    kind: UnitKind
    answering_until: tuple[date | None, ...] = ()  # the last days, if any is set, of the posts that answer there

    def answers_on(self, day: date) -> bool:
        return any(last is None or day <= last for last in self.answering_until)


@dataclass(frozen=True)
class Meeting:
    id: str
    councils: tuple[str, ...]
    held: bool = False
