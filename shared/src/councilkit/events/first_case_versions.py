"""First versions of types of case-flow's that have a second one; see `first_versions`."""

from datetime import date
from enum import StrEnum

from councilkit.events.base import Event
from councilkit.events.case_life import CaseDue
from councilkit.events.case_words import Late
from councilkit.events.cases import Due


class FirstAwaited(StrEnum):
    """What somebody waits for."""

    WORD = "word"
    RECEIPT = "receipt"
    ANSWER = "answer"
    FOLLOW_UP = "follow_up"


class FirstCaseDue(Event, type="raadslag.case.due.v1", then=CaseDue):
    """Time passes: a council or a unit has not done what was hoped for by the day `due` names.

    `above` is the council that sees it from `seen_on` on, if nothing comes.
    """

    case: str
    awaited: FirstAwaited
    late: Late
    council: str | None = None
    unit: str | None = None
    follow_up: str | None = None
    due: Due
    above: str | None = None
    seen_on: date | None = None
