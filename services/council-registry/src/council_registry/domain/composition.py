"""Whom a council is made of, counted so that nobody can be found out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from council_registry.domain.person import Group

LEAST = 5
"""A smaller number is told of nobody: in a council of seven it names people."""


def counted_on(today: date) -> date:
    """Tell the day that is counted: one in each half-year, or two days would tell who came in between."""
    return date(today.year, 1 if today.month <= 6 else 7, 1)  # noqa: PLR2004 - June


Counts = Mapping[Group, int | None]


@dataclass(frozen=True)
class Composition:
    """How many sit for the users, and how many of them are of each group; None where too few are, or are not."""

    sitting: int
    groups: Counts


def composition(groups: Sequence[frozenset[Group]]) -> Composition:
    """Count one council; each item is one who sits there."""
    counted = {group: sum(group in one for one in groups) for group in Group}
    told = {group: count if _safe(count, len(groups)) else None for group, count in counted.items()}
    return Composition(len(groups), _unguessable(told, counted))


def together(councils: Sequence[Sequence[frozenset[Group]]]) -> Composition:
    """Count several councils, each of which is told on its own as well.

    What one of them does not tell must not be what is left when the others are taken from the whole.
    """
    whole = composition([one for council in councils for one in council])
    parts = [(council, composition(council)) for council in councils if council]
    told = {group: None if _left_over(group, parts) else count for group, count in whole.groups.items()}
    counted = {group: sum(group in one for council in councils for one in council) for group in Group}
    return Composition(whole.sitting, _unguessable(told, counted))


def _left_over(group: Group, parts: Iterable[tuple[Sequence[frozenset[Group]], Composition]]) -> bool:
    silent = [council for council, told in parts if told.groups[group] is None]
    of_it = sum(group in one for council in silent for one in council)
    return bool(silent) and (len(silent) == 1 or not _safe(of_it, sum(map(len, silent))))


def _safe(count: int, of: int) -> bool:
    """Too few who are are told of nobody, and too few who are not; also that there are none, or only such."""
    return count >= LEAST and of - count >= LEAST


def _unguessable(told: Counts, counted: Mapping[Group, int]) -> Counts:
    """Keep silent of more groups, the smallest first, while what they leave of the whole would tell of few people."""
    silent = [group for group, count in told.items() if count is None]
    spoken = [group for group in told if group not in silent]
    if not silent or not spoken or (len(silent) > 1 and sum(counted[group] for group in silent) >= LEAST):
        return told
    smallest = min(spoken, key=lambda group: (counted[group], group))
    return _unguessable({**told, smallest: None}, counted)
