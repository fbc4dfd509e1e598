"""A statement's way to a unit, and the parts that other units have in its answer."""

from dataclasses import dataclass, replace
from datetime import date

from councilkit.events.cases import AnswerOutcome, Due, PartAs


@dataclass(frozen=True)
class Part:
    unit: str
    part: PartAs
    due: Due
    given: bool = False
    outcome: AnswerOutcome | None = None

    @property
    def is_refusal(self) -> bool:
        """Whether an owner has not agreed to all of it."""
        return self.part is PartAs.OWNER and self.given and self.outcome is not AnswerOutcome.FOLLOWED


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

    def given(self, unit: str, part: PartAs | None, outcome: AnswerOutcome) -> "Question":
        """Tell the same with a unit's part; without `part`, all that it was asked for."""

        def now(one: Part) -> Part:
            said = one.unit == unit and part in {None, one.part}
            return replace(one, given=True, outcome=outcome) if said else one

        return replace(self, parts=tuple(now(one) for one in self.parts))

    def again(self, unit: str, due: Due) -> "Question":
        """Tell what is asked once more: the parts stand, but an owner who has not agreed says anew."""

        def now(one: Part) -> Part:
            return Part(one.unit, one.part, due) if one.is_refusal else one

        return Question(unit, due, due.since, tuple(now(one) for one in self.parts))

    def passed_on(self, unit: str, successor: str) -> "Question":
        """Tell the same with another unit instead of one that is no more."""

        def now(one: str) -> str:
            return successor if one == unit else one

        parts = tuple(replace(part, unit=now(part.unit)) for part in self.parts)
        return replace(self, unit=now(self.unit), parts=parts)

    @property
    def missing(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if not part.given)
