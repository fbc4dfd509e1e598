"""To whom a text of a case is open, told by councils and units: whoever erases it wants to tell them."""

from dataclasses import dataclass
from typing import Self

from case_flow.domain.case import Case
from case_flow.domain.policy import READ_CARD


@dataclass(frozen=True)
class Audience:
    """`everybody` is whoever holds a term or a post anywhere."""

    everybody: bool = False
    councils: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    def __or__(self, other: Self) -> "Audience":
        return Audience(
            self.everybody or other.everybody,
            tuple(dict.fromkeys((*self.councils, *other.councils))),
            tuple(dict.fromkeys((*self.units, *other.units))),
        )


def audience(case: Case, needed: str) -> Audience:
    """Tell it of a case as it stands, and of a text that somebody may read to whom this action is open."""
    asked_above = case.turning_away.appealed_to if case.turning_away else None
    above = (asked_above,) if asked_above else ()
    if case.is_personal:
        judges = () if case.turning_away and case.turning_away.by_user else (case.holder,)
        return Audience(councils=(*judges, *above))
    everybody = needed == READ_CARD and case.restriction is None
    return Audience(everybody, (*case.councils, *above), case.units)
