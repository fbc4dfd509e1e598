"""What notifier answers, as far as the pages use it: the meetings that a council must hold, and how it stands."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import Final

from portal.application.resources import Allowed, Due, Resource

PROPOSED: Final = "proposed"
OWN: Final = "own"
BOOKING, SEEING = "book_meeting", "see_duty"
DUTY_TASKS: Final = (BOOKING, SEEING)
ADOPTING, WITHDRAWING = "adopt_rule", "withdraw_rule"
RULES: Final = ("meetings-a-year", "annual-meeting")


class Standing(StrEnum):
    FULFILLED = "fulfilled"
    ON_TRACK = "on_track"
    TO_BOOK = "to_book"
    AT_RISK = "at_risk"
    MISSED = "missed"
    NOT_COUNTING = "not_counting"


COLOURS: Final = {
    Standing.FULFILLED: "success",
    Standing.ON_TRACK: "info",
    Standing.TO_BOOK: "warning",
    Standing.AT_RISK: "warning",
    Standing.MISSED: "danger",
    Standing.NOT_COUNTING: "neutral",
}
URGENT: Final = {Standing.MISSED: 0, Standing.AT_RISK: 1, Standing.TO_BOOK: 2}
CALM: Final = {"warning": "neutral", "danger": "neutral"}


class Asking(Resource):
    """Something that asks about past meetings first: nobody has told whether they were held."""

    untold: tuple[str, ...] = ()

    @property
    def asked(self) -> str:
        """The meeting to ask about first, if any."""
        return next(iter(self.untold), "")


class Duty(Asking):
    council: str
    relation: str = OWN
    rule: str
    year: int
    status: str
    required: int
    held: int
    booked: int
    standing: Standing
    meeting_type: str
    due: Due | None = None
    next_meeting: datetime | None = None
    quiet: bool = False
    counts_from: date | None = None
    actions: tuple[Allowed, ...] = ()

    @property
    def colour(self) -> str:
        """What is only proposed alarms nobody."""
        colour = COLOURS[self.standing]
        return CALM.get(colour, colour) if self.status == PROPOSED else colour


class Duties(Resource):
    items: tuple[Duty, ...]


class DutyTask(Asking):
    action: str
    council: str
    rule: str
    year: int
    missing: int
    meeting_type: str
    due: Due | None = None
    acting: str


class DutyTasks(Resource):
    items: tuple[DutyTask, ...]


class Rule(Resource):
    rule: str
    status: str
    required: int
    actions: tuple[Allowed, ...] = ()


class Rules(Resource):
    items: tuple[Rule, ...]


def worst_first(councils: list[tuple[str, list[Duty]]]) -> list[tuple[str, list[Duty]]]:
    """Put those that need somebody first; the others stay in the order they came."""
    return sorted(councils, key=lambda council: min(_urgency(duty) for duty in council[1]))


def _urgency(duty: Duty) -> int:
    return URGENT.get(duty.standing, len(URGENT))


def by_council(duties: Iterable[Duty]) -> list[tuple[str, list[Duty]]]:
    """Gather the duties of each council, in the order they came."""
    ordered = list(duties)
    place = {duty.council: at for at, duty in reversed(list(enumerate(ordered)))}
    together = sorted(ordered, key=lambda duty: place[duty.council])
    return [(council, list(of)) for council, of in groupby(together, key=lambda duty: duty.council)]
