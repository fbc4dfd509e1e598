"""The chairs of a council, and who sits in them when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from council_registry.domain.period import A_DAY, Period
from council_registry.domain.refusals import NoSuchTerm, OtherSideOfTheTable, SeatTaken, WrongSide
from council_registry.domain.seat_refusals import NoDeputyForThis, NoSuchSeat, OnlyDeputiesHere, SeatInUse, SeatOver
from councilkit.events.councils import SeatAdded, Side, TermEnded, TermRole, TermStarted
from councilkit.events.seating import SeatClosed
from councilkit.refusals import UnknownReference

EITHER_SIDE = {TermRole.LEADER, TermRole.DEPUTY_LEADER, TermRole.DEPUTY, TermRole.OBSERVER}
ROLES = {
    Side.USER: EITHER_SIDE | {TermRole.MEMBER},
    Side.NAV: EITHER_SIDE | {TermRole.NAV_REPRESENTATIVE, TermRole.SECRETARY, TermRole.COORDINATOR},
}


@dataclass(frozen=True)
class Seat:
    """A chair; `deputy_for`: whoever sits in it steps in for that seat; before `first` and after `last` it is not."""

    id: str
    side: Side
    deputy_for: str | None = None
    last: date | None = None
    first: date | None = None

    def stands_on(self, day: date) -> bool:
        return (self.first or day) <= day <= (self.last or day)


@dataclass(frozen=True)
class Term:
    id: str
    seat: str
    role: TermRole
    period: Period


@dataclass(frozen=True)
class Seating:
    """The seats and terms of a council, as its state has them."""

    council: str
    seats: Mapping[str, Seat]
    terms: Mapping[str, Term]

    def add_seat(self, seat: Seat) -> SeatAdded:
        if seat.deputy_for:
            self._require_deputies_place(seat)
        return SeatAdded(council=self.council, seat=seat.id, side=seat.side, deputy_for=seat.deputy_for)

    def close_seat(self, seat: str, on: date) -> SeatClosed:
        """Let there be no such chair after a day. Whoever sits in it must have left by then."""
        closing = self.seat(seat)
        if not closing.stands_on(on):
            raise SeatOver(f"The seat is closed after {closing.last} already.", field="/on")
        if deputies := [other.id for other in self.deputies_of(seat) if other.stands_on(on + A_DAY)]:
            raise SeatInUse(f"Close the seats of its deputies first: {', '.join(deputies)}.", field="/on")
        if staying := [term for term in self._in(seat) if term.period.runs and term.period.last > on]:
            raise SeatInUse(f"The term {staying[0].id} runs longer; end it first.", field="/on")
        return SeatClosed(council=self.council, seat=seat, on=on)

    def start_term(self, term: Term) -> TermStarted:
        seat = self._known(term.seat)
        self._require_role(term.role, seat)
        self._require_free(seat, term.period)
        return TermStarted(
            council=self.council,
            seat=term.seat,
            term=term.id,
            role=term.role,
            side=seat.side,
            starts=term.period.starts,
            ends=term.period.ends,
        )

    def require_side(self, term: Term, holds: Collection[str]) -> None:
        """Refuse somebody who holds a term on the other side while this one runs."""
        side = self._known(term.seat).side
        for held in holds:
            other = self.terms.get(held)
            if other and self.seats[other.seat].side is not side and other.period.overlaps(term.period):
                detail = f"This person sits on the other side of the council from {other.period.starts}."
                raise OtherSideOfTheTable(detail, field="/person")

    def end_term(self, term: str, on: date) -> TermEnded:
        self.term(term).period.cut(on)
        return TermEnded(council=self.council, term=term, on=on)

    def seat(self, id: str) -> Seat:
        """Tell a seat of the council; raises `NoSuchSeat`."""
        if id not in self.seats:
            raise NoSuchSeat(f"The council has no seat {id}.", field="path")
        return self.seats[id]

    def term(self, id: str) -> Term:
        """Tell a term of the council; raises `NoSuchTerm`."""
        if id not in self.terms:
            raise NoSuchTerm(f"The council has no term {id}.", field="/term")
        return self.terms[id]

    def deputies_of(self, seat: str) -> list[Seat]:
        return [other for other in self.seats.values() if other.deputy_for == seat]

    def in_seat(self, seat: str, on: date) -> Term | None:
        """Tell whose term in the seat runs on that day."""
        return next((term for term in self._in(seat) if term.period.covers(on)), None)

    def before(self, seat: str, day: date) -> Term | None:
        """Tell the last term in the seat that was over before that day."""
        over = [term for term in self._in(seat) if term.period.runs and term.period.last < day]
        return max(over, key=lambda term: term.period.last, default=None)

    def after(self, seat: str, day: date) -> Term | None:
        """Tell the first term in the seat that begins after that day."""
        coming = [term for term in self._in(seat) if term.period.runs and term.period.starts > day]
        return min(coming, key=lambda term: term.period.starts, default=None)

    def sitting(self, on: date) -> set[str]:
        """Tell the terms that run on that day."""
        return {term.id for term in self.terms.values() if term.period.covers(on)}

    def _in(self, seat: str) -> list[Term]:
        return [term for term in self.terms.values() if term.seat == seat]

    def _known(self, seat: str) -> Seat:
        if seat not in self.seats:
            raise UnknownReference(f"The council has no seat {seat}.", field="/seat")
        return self.seats[seat]

    def _require_deputies_place(self, seat: Seat) -> None:
        principal = self.seats.get(seat.deputy_for or "")
        if principal is None:
            raise UnknownReference(f"The council has no seat {seat.deputy_for}.", field="/deputy_for")
        if principal.last:
            raise SeatOver(f"That seat is closed after {principal.last}.", field="/deputy_for")
        if principal.deputy_for or principal.side is not seat.side:
            raise NoDeputyForThis("A deputy steps in on the same side, and not for a deputy.", field="/deputy_for")

    def _require_free(self, seat: Seat, period: Period) -> None:
        if seat.last and period.last > seat.last:
            raise SeatOver(f"The seat is closed after {seat.last}.", field="/seat")
        for other in self._in(seat.id):
            if other.period.overlaps(period):
                raise SeatTaken(f"The seat is taken from {other.period.starts}; end that term first.", field="/seat")

    @staticmethod
    def _require_role(role: TermRole, seat: Seat) -> None:
        if role not in ROLES[seat.side]:
            raise WrongSide(f"A {role} does not sit in a seat of the {seat.side} side.", field="/role")
        if (role is TermRole.DEPUTY) is not (seat.deputy_for is not None):
            raise OnlyDeputiesHere("A deputy sits in a deputy's seat, and nobody else does.", field="/role")
