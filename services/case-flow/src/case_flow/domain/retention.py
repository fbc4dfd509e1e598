"""How long each text of a case is kept once the case is over. These are our own proposals; no rule was found.

A case that is under way keeps them all. The events stay for ever: they say what was done, and nothing that was typed.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from case_flow.domain.case import Case
from case_flow.domain.texts import TEXTS
from case_flow.domain.transitions import State
from councilkit.events import Event
from councilkit.events.case_life import CaseImported, PartGiven
from councilkit.events.cases import AnswerGiven, CaseReported, CaseTreated, StatementMade


class Kind(StrEnum):
    """What a text is to the case."""

    MATTER = "matter"  # what was asked, advised and answered: what councils look up years later
    TALK = "talk"  # what was said about its way: reasons, notes, what is missing


MATTER = (CaseReported, CaseImported, CaseTreated, StatementMade, PartGiven, AnswerGiven)

FOR_EVER = None

YEARS: Mapping[State, Mapping[Kind, int | None]] = {
    State.TURNED_AWAY: {Kind.MATTER: 1, Kind.TALK: 1},
    State.WITHDRAWN: {Kind.MATTER: 1, Kind.TALK: 1},
    State.CLOSED: {Kind.MATTER: FOR_EVER, Kind.TALK: 5},
    State.MERGED: {Kind.MATTER: FOR_EVER, Kind.TALK: 5},
}
"""For so many years a text is kept after the case has come to this end. One person's own case has a day of its own."""


def kind_of(event: type[Event]) -> Kind:
    """Tell what the texts beside an event are."""
    return Kind.MATTER if event in MATTER else Kind.TALK


def erased_on(case: Case, over_since: date | None, event: type[Event]) -> date | None:
    """Tell when the texts beside an event go; None while nobody can say. Nothing goes while the council above looks."""
    away = case.turning_away
    if event not in TEXTS or (away and away.appealed_to):
        return None
    if away and away.erased_on:
        return away.erased_on
    years = YEARS.get(case.state, {}).get(kind_of(event))
    return _later(over_since, years) if over_since and years else None


def _later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # a leap day
        return date(day.year + years, 3, 1)
