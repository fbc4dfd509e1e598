"""A statement's way to a unit, and the parts that other units have in its answer."""

from dataclasses import dataclass
from datetime import date

from councilkit.events.cases import Due, PartAs


@dataclass(frozen=True)
class Part:
    unit: str
    part: PartAs
    due: Due
    given: bool = False


@dataclass(frozen=True)
class Question:
    """`due` is the date by which an answer is hoped for: the latest that was named."""

    unit: str
    due: Due
    asked: date | None = None
    parts: tuple[Part, ...] = ()
    delays: int = 0

    @property
    def units(self) -> tuple[str, ...]:
        """All that were asked, the one that gives the answer first."""
        return (self.unit, *(part.unit for part in self.parts))

    @property
    def missing(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if not part.given)
