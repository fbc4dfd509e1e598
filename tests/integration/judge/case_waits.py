"""Whose turn it is with a case, and by when, by the judge's own reckoning."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from judge.case_life import Case, Told

NO_DAY = "9999-12-31"


@dataclass(frozen=True)
class Turn:
    council: str | None = None
    unit: str | None = None
    by: str | None = None


def turns(case: Case) -> list[Turn]:
    """Tell all whom something is hoped of now, whoever comes first first."""
    return TURNS[case.state](case) if case.state in TURNS else []


def _reported(case: Case) -> list[Turn]:
    promised = case.turning_away or not case.scheduled
    return [Turn(case.holder, by=case.word_by if promised else None)]


def _treated(case: Case) -> list[Turn]:
    return [] if case.outcome in ("orientation", "discussion") else [Turn(case.holder)]


def _asked(case: Case) -> list[Turn]:
    asked = case.questions[-1]
    return [Turn(unit=asked.unit, by=asked.due), *(_part(part) for part in asked.missing)]


def _part(part: Told) -> Turn:
    return Turn(unit=part["unit"], by=part["due"]["on"])


def _agreed(case: Case) -> list[Turn]:
    unfinished = [one for one in case.agreed if one["progress"] not in ("done", "dropped")]
    return [_of(one["responsible"], one["ends"]) for one in unfinished]


def _of(party: Told, ends: str) -> Turn:
    unit = party["unit"]
    return Turn(None if unit else party["council"], unit, ends)


TURNS: Mapping[str, Callable[[Case], list[Turn]]] = {
    "reported": _reported,
    "turned_away": lambda case: [Turn(case.appealed_to)] if case.appealed_to else [],
    "on_agenda": lambda case: [Turn(case.holder)],
    "treated": _treated,
    "sent": lambda case: [Turn(case.addressee, by=case.receive_by)],
    "awaiting_answer": _asked,
    "coming_home": lambda case: [Turn(home, by=case.receipt_by) for home in case.unanswered],
    "in_follow_up": lambda case: _agreed(case) or [Turn(case.home)],
}
"""By the state of a case; in any other nobody is waited for."""
