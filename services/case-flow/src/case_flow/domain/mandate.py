"""What a council works under: what its mandate says, then those above it, the nearest first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from case_flow.domain.deadlines import DEADLINES, Agreed, Numbers
from councilkit.events.cases import RuleStatus
from councilkit.events.seating import Numbering

NUMBERS = frozenset(deadline.number for deadline in DEADLINES.values() if deadline.number)
"""The numbers of a mandate that we go by."""


@dataclass(frozen=True)
class Mandate:
    """A version of a council's mandate, from its first day to its last."""

    council: str
    version: int
    starts: date
    status: RuleStatus
    ends: date | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)
    numbering: Numbering | None = None

    def covers(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or day <= self.ends)


def in_force(versions: Sequence[Mandate], day: date) -> Mandate | None:
    """Tell which version holds on a day: the newest that has begun. When that one has ended, none does."""
    begun = [mandate for mandate in versions if mandate.starts <= day]
    newest = max(begun, key=lambda mandate: mandate.version, default=None)
    return newest if newest and newest.covers(day) else None


def numbers_said(line: Iterable[Mandate]) -> Numbers:
    """Tell what the mandates of a council and of those above it say, each number by the nearest that says it."""
    said: dict[str, Agreed] = {}
    for mandate in line:
        for name, value in mandate.numbers.items():
            said.setdefault(name, Agreed(value, mandate.status, mandate.council))
    return said


def numbering_said(line: Iterable[Mandate]) -> Numbering:
    """Tell how a council numbers what it treats: anew each time, where nobody says anything else."""
    return next((mandate.numbering for mandate in line if mandate.numbering), Numbering.PER_TREATMENT)
