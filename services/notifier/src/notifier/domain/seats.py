"""When a council is told that a term ends, or that a seat stands empty."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from councilkit.events.councils import TermRole
from notifier.domain.mandate import FIRST, SECOND, Mandate
from notifier.domain.steps import beginning, morning

ENDING, VACANCY = "term-ending", "vacancy"
SEAT_RULES = (ENDING, VACANCY)
"""What alerts about seats name as their rule. No duty is behind them: they only tell."""

FIRST_STEP, SECOND_STEP, EMPTY = "ending-first", "ending-second", "vacant"
STEPS = {FIRST_STEP: FIRST, SECOND_STEP: SECOND}

KNOWN = timedelta(days=14)
"""So long after its day it is still told that a term ends."""

_DAY = timedelta(days=1)
_YEAR = 12


@dataclass(frozen=True)
class Term:
    """One person's time in a seat; no last day: nobody has set one."""

    id: str
    seat: str
    role: TermRole
    starts: date
    last: date | None


@dataclass(frozen=True)
class SeatStep:
    """Something to be told of a term at a moment."""

    rule: str
    name: str
    at: datetime
    on: date
    term: Term


@dataclass(frozen=True)
class Seats:
    """A council's terms, the seats that are `closed`, and those that an organisation has been `asked` for names for.

    `since` is the first day on which anything is told of them.
    """

    terms: Sequence[Term]
    closed: Collection[str]
    asked: Collection[str]
    mandate: Mandate
    since: date

    def overdue(self, now: datetime) -> list[SeatStep]:
        """Tell, of each term, the latest step whose time has come, if it is called for.

        That a term ends is not told when its step is long past: somebody has cut it short, and knows.
        """
        return [step for step in self._latest(now) if step.rule != ENDING or now <= step.at + KNOWN]

    def next_step(self, now: datetime) -> datetime | None:
        return min((step.at for step in self._steps() if step.at > now), default=None)

    def still_calls_for(self, name: str, term: str, now: datetime) -> SeatStep | None:
        """Tell a step that was raised, if it is still the latest, and still worth a word."""
        return next((step for step in self._latest(now) if (step.name, step.term.id) == (name, term)), None)

    def _latest(self, now: datetime) -> list[SeatStep]:
        latest = {step.term.id: step for step in sorted(self._steps(), key=lambda step: step.at) if step.at <= now}
        return [step for step in latest.values() if self._is_called_for(step)]

    def _steps(self) -> Iterator[SeatStep]:
        for term in self.terms:
            if term.last is not None and term.role is not TermRole.OBSERVER:
                for name, number in STEPS.items():
                    day = months_before(term.last, self.mandate.months(number))
                    yield SeatStep(ENDING, name, morning(day), day, term)
                empty = term.last + _DAY
                yield SeatStep(VACANCY, EMPTY, morning(empty), empty, term)

    def _is_called_for(self, step: SeatStep) -> bool:
        term = step.term
        if term.seat in self.closed or term.seat in self.asked or self._is_followed(term):
            return False
        return step.at >= beginning(max(self.since, term.starts))

    def _is_followed(self, term: Term) -> bool:
        """Tell whether somebody has the seat later on, or has already been chosen for it."""
        return any(other.seat == term.seat and other.starts > term.starts for other in self.terms)


def months_before(day: date, months: int) -> date:
    """Tell the day so many months before one: the 31st of a month that has fewer days is its last."""
    year, month = divmod(day.year * _YEAR + day.month - 1 - months, _YEAR)
    first_after = date(year + (month + 1) // _YEAR, (month + 1) % _YEAR + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), first_after - _DAY)
