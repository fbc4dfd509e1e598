"""What a mandate says that we go by: how many meetings a council owes, and how early it is told of terms that end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from notifier.domain.rules import MEETINGS_A_YEAR, RULES

FIRST, SECOND = "ending_first_months", "ending_second_months"
MONTHS: Mapping[str, int] = {FIRST: 6, SECOND: 3}
"""So many months before a term ends its council is told, where its mandate does not say."""

NUMBERS = frozenset({*MONTHS, *(rule.number for rule in RULES.values())})
"""The numbers of a mandate that we go by."""


@dataclass(frozen=True)
class Mandate:
    """A version of a mandate, from its first day on. One that is only proposed does not bind."""

    version: int
    starts: date
    binds: bool
    numbers: Mapping[str, int] = field(default_factory=dict)

    @property
    def agreed(self) -> tuple[str, ...]:
        """The rules that it makes the council's own."""
        return tuple(sorted(rule.id for rule in RULES.values() if self.binds and self.numbers.get(rule.number)))

    @property
    def meetings_a_year(self) -> int | None:
        return self.numbers.get(MEETINGS_A_YEAR.number) if self.binds else None

    def months(self, name: str) -> int:
        """Tell how many months before a term's end one of its steps comes."""
        return self.numbers.get(name, MONTHS[name])


NONE = Mandate(version=0, starts=date.min, binds=False)
"""Of a council that has set none."""


def in_force(versions: Sequence[Mandate], day: date) -> Mandate:
    """Tell which version holds on a day: the latest that has begun."""
    begun = (mandate for mandate in versions if mandate.starts <= day)
    return max(begun, key=lambda mandate: mandate.version, default=NONE)


def next_start(versions: Sequence[Mandate], day: date) -> date | None:
    """Tell when the next version begins."""
    return min((mandate.starts for mandate in versions if mandate.starts > day), default=None)
