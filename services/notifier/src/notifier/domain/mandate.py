"""What a mandate says that we go by: how many meetings a council owes, and how early it is told of terms that end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from notifier.domain.rules import MEETINGS_A_YEAR, RULES

FIRST, SECOND = "ending_first_months", "ending_second_months"
MONTHS: Mapping[str, int] = {FIRST: 6, SECOND: 3}
"""So many months before a term ends its council is told, where its mandate does not say."""

NUMBERS = frozenset({*MONTHS, *(rule.number for rule in RULES.values())})
"""The numbers of a mandate that we go by."""


@dataclass(frozen=True)
class Mandate:
    """A version of a council's mandate, from its first day to its last. One that is only proposed does not bind."""

    council: str
    version: int
    starts: date = date.min
    ends: date | None = None
    binds: bool = False
    numbers: Mapping[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.council}.{self.version}"

    @property
    def agreed(self) -> tuple[str, ...]:
        """The rules that it makes the council's own."""
        return tuple(sorted(rule.id for rule in RULES.values() if self.binds and self.numbers.get(rule.number)))

    def months(self, name: str) -> int:
        """Tell how many months before a term's end one of its steps comes."""
        return self.numbers.get(name, MONTHS[name])


@dataclass(frozen=True)
class Owed:
    """What a council owes by its mandate, and by those above it; `by` names the versions that say so."""

    agreed: tuple[str, ...]
    meetings_a_year: int | None
    by: str


def in_force(council: str, versions: Sequence[Mandate], day: date) -> Mandate:
    """Tell which version holds on a day: the latest that has begun. When that has ended, nothing is said any more."""
    begun = [mandate for mandate in versions if mandate.starts <= day]
    latest = max(begun, key=lambda mandate: mandate.version, default=Mandate(council, 0))
    if latest.ends is not None and latest.ends < day:
        return Mandate(council, -latest.version)
    return latest


def owed_by(own: Mandate, above: Sequence[Mandate]) -> Owed | None:
    """Tell what is owed: a rule binds by the council's own word alone, and the number is the nearest one that is said.

    None: nobody has said anything yet.
    """
    line = (own, *above)
    if not any(mandate.version for mandate in line):
        return None
    says = next((mandate for mandate in line if MEETINGS_A_YEAR.number in mandate.numbers), own)
    number = says.numbers.get(MEETINGS_A_YEAR.number) if says.binds else None
    return Owed(own.agreed, number, by="+".join(mandate.name for mandate in line))


def next_change(versions: Sequence[Mandate], day: date) -> date | None:
    """Tell when the next version begins, or this one is over."""
    days = [mandate.starts for mandate in versions]
    days += [mandate.ends + timedelta(days=1) for mandate in versions if mandate.ends]
    return min((change for change in days if change > day), default=None)
