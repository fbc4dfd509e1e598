from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from council_registry.domain import levels
from council_registry.domain.period import Period
from council_registry.domain.policy import Action
from council_registry.domain.refusals import NoSuchTerm, OtherSideOfTheTable, SeatTaken, WrongSide
from council_registry.domain.unit import Unit
from councilkit.events import Event
from councilkit.events.councils import (
    CouncilFounded,
    CouncilKind,
    Language,
    Level,
    Names,
    SeatAdded,
    Side,
    TermEnded,
    TermRole,
    TermStarted,
)
from councilkit.refusals import UnknownReference

EITHER_SIDE = {TermRole.LEADER, TermRole.DEPUTY_LEADER, TermRole.DEPUTY, TermRole.OBSERVER}
ROLES = {
    Side.USER: EITHER_SIDE | {TermRole.MEMBER},
    Side.NAV: EITHER_SIDE | {TermRole.NAV_REPRESENTATIVE, TermRole.SECRETARY, TermRole.COORDINATOR},
}


@dataclass(frozen=True)
class Charter:
    """What is agreed when a council is founded."""

    names: Names
    short: str
    level: Level
    kind: CouncilKind
    parent: str | None
    units: tuple[str, ...]
    line: str | None
    language: Language
    led_by: Side


@dataclass(frozen=True)
class Term:
    id: str
    seat: str
    role: TermRole
    period: Period


@dataclass(frozen=True)
class Council:
    id: str
    charter: Charter
    seats: Mapping[str, Side] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)

    def possible(self) -> list[Action]:
        starting = [Action.START_TERM] if self.seats else []
        ending = [Action.END_TERM] if self.terms else []
        return [Action.ADD_SEAT, *starting, *ending, Action.PLAN_MEETING]

    def add_seat(self, seat: str, side: Side) -> SeatAdded:
        return SeatAdded(council=self.id, seat=seat, side=side)

    def start_term(self, term: Term) -> TermStarted:
        side = self._side(term.seat)
        if term.role not in ROLES[side]:
            raise WrongSide(f"A {term.role} does not sit in a seat of the {side} side.", field="/role")
        self._require_free(term.seat, term.period)
        return TermStarted(
            council=self.id,
            seat=term.seat,
            term=term.id,
            role=term.role,
            side=side,
            starts=term.period.starts,
            ends=term.period.ends,
        )

    def require_side(self, term: Term, holds: Collection[str]) -> None:
        """Refuse somebody who holds a term on the other side while this one runs."""
        for held in holds:
            other = self.terms.get(held)
            if other and self.seats[other.seat] is not self._side(term.seat) and other.period.overlaps(term.period):
                detail = f"This person sits on the other side of {self.charter.short} from {other.period.starts}."
                raise OtherSideOfTheTable(detail, field="/person")

    def end_term(self, term: str, on: date) -> TermEnded:
        if term not in self.terms:
            raise NoSuchTerm(f"Council {self.charter.short} has no term {term}.", field="/term")
        self.terms[term].period.cut(on)
        return TermEnded(council=self.id, term=term, on=on)

    def in_seat(self, seat: str, on: date) -> Term | None:
        """Tell whose term in the seat runs on that day."""
        return next((term for term in self.terms.values() if term.seat == seat and term.period.covers(on)), None)

    def sitting(self, on: date) -> set[str]:
        """Tell the terms that run on that day."""
        return {term.id for term in self.terms.values() if term.period.covers(on)}

    def _side(self, seat: str) -> Side:
        if seat not in self.seats:
            raise UnknownReference(f"Council {self.charter.short} has no seat {seat}.", field="/seat")
        return self.seats[seat]

    def _require_free(self, seat: str, period: Period) -> None:
        for other in self.terms.values():
            if other.seat == seat and other.period.overlaps(period):
                raise SeatTaken(f"The seat is taken from {other.period.starts}; end that term first.", field="/seat")


def found(council: str, charter: Charter, *, units: Sequence[Unit], parent: Council | None) -> CouncilFounded:
    levels.require_units(charter.kind, charter.level, {unit.kind for unit in units})
    levels.require_parent(charter.level, parent.charter.level if parent else None)
    return CouncilFounded(council=council, **vars(charter))


def evolve(council: Council | None, event: Event) -> Council:
    """Take one event in."""
    match council, event:
        case None, CouncilFounded():
            return Council(event.council, _charter(event))
        case Council(), SeatAdded():
            return replace(council, seats={**council.seats, event.seat: event.side})
        case Council(), TermStarted():
            return _with(council, Term(event.term, event.seat, event.role, Period(event.starts, event.ends)))
        case Council(), TermEnded():
            term = council.terms[event.term]
            return _with(council, replace(term, period=Period(term.period.starts, event.on)))
    raise TypeError(event)


def _charter(event: CouncilFounded) -> Charter:
    return Charter(
        names=event.names,
        short=event.short,
        level=event.level,
        kind=event.kind,
        parent=event.parent,
        units=event.units,
        line=event.line,
        language=event.language,
        led_by=event.led_by,
    )


def _with(council: Council, term: Term) -> Council:
    return replace(council, terms={**council.terms, term.id: term})
