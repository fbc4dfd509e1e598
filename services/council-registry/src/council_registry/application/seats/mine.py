from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Mine:
    """Whose terms are asked for; `only`: of these alone, as it is when somebody else vouches for who asks."""

    person: str
    only: Collection[str] | None = None

    def among(self, holds: Sequence[str]) -> tuple[str, ...]:
        return tuple(hold for hold in holds if self.only is None or hold in self.only)
