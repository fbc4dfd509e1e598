"""Which chairs stand empty, or soon will."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from council_registry.domain.period import A_DAY
from council_registry.domain.seating import Seat, Seating, Term

GAP = 1
"""For so many months a seat may stand empty between two terms before anybody is looked for."""


@dataclass(frozen=True)
class Chair:
    """A seat as it is on one day: who sits in it, who is to come soon, and since when nobody does."""

    seat: Seat
    term: Term | None
    coming: Term | None
    vacant_since: date | None  # None too when it was never filled
    ends: date | None  # its last day, when somebody leaves soon and nobody comes soon after

    @property
    def vacant(self) -> bool:
        return self.term is None

    @property
    def wants_names(self) -> bool:
        """Tell whether somebody has to be found: it is empty or will be, nobody is to come, and it is not given up."""
        empty = self.coming is None if self.vacant else self.ends is not None
        return empty and self.seat.last is None


def chairs(seating: Seating, day: date, *, soon: int) -> list[Chair]:
    """Tell the seats that stand on a day; a term that ends within so many months ends soon."""
    horizon = months_after(day, soon)
    return [_chair(seating, seat, day, horizon) for seat in seating.seats.values() if seat.stands_on(day)]


def months_after(day: date, months: int) -> date:
    """Tell the same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _chair(seating: Seating, seat: Seat, day: date, horizon: date) -> Chair:
    term = seating.in_seat(seat.id, day)
    coming = _coming(seating, seat, term.period.ends if term else day)
    before = seating.before(seat.id, day)
    since = before.period.last + A_DAY if before and term is None else None
    ends = _last_day(term, coming, seat, horizon) if term else None
    return Chair(seat, term, coming, since, ends)


def _coming(seating: Seating, seat: Seat, left: date | None) -> Term | None:
    """Tell who comes within a month after a day: whoever comes later leaves the seat empty for longer than that."""
    coming = seating.after(seat.id, left) if left else None
    return coming if left and coming and coming.period.starts <= months_after(left, GAP) else None


def _last_day(term: Term, coming: Term | None, seat: Seat, horizon: date) -> date | None:
    """Tell a term's last day if it comes soon and leaves the seat empty."""
    last = term.period.ends
    if last is None or last > horizon or coming or not seat.stands_on(last + A_DAY):
        return None
    return last
