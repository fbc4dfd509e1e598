"""A council as all that was told of it has made it, and what each event makes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from council_registry.domain import dated
from council_registry.domain.charter import Charter, charter_of
from council_registry.domain.dated import Earlier, Status
from council_registry.domain.handover import Handover, Ticked, ticked
from council_registry.domain.mandate import Mandate, with_version
from council_registry.domain.nomination import Nomination, with_request, with_stage
from council_registry.domain.period import A_DAY, Period
from council_registry.domain.policy import Action
from council_registry.domain.seating import Seat, Seating, Term
from council_registry.domain.structure_refusals import CouncilNotBegun, CouncilOver
from councilkit.events import Event
from councilkit.events.councils import CouncilFounded, SeatAdded, Side, TermEnded, TermStarted
from councilkit.events.seating import (
    HandoverTicked,
    MandateSet,
    NominationAnswered,
    NominationClosed,
    NominationRequested,
    SeatClosed,
    TermInvited,
    TermVouchedFor,
)
from councilkit.events.structure import (
    CouncilChangeAgreed,
    CouncilChanged,
    CouncilClosed,
    CouncilCountingSet,
    CouncilPlanDropped,
    CouncilRested,
    CouncilWoken,
)


@dataclass(frozen=True)
class Council:
    """`charter` is the one that was told last, `earlier` the ones before it; `agreed` are plans, in order of day."""

    id: str
    charter: Charter
    seats: Mapping[str, Side] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    starts: date | None = None
    earlier: Earlier[Charter] = ()
    rests: tuple[Period, ...] = ()
    closed: CouncilClosed | None = None
    agreed: tuple[CouncilChangeAgreed, ...] = ()
    counting: CouncilCountingSet | None = None
    deputies: Mapping[str, str] = field(default_factory=dict)  # seats, and those that they step in for
    seats_from: Mapping[str, date] = field(default_factory=dict)  # the days on which they were put there, when read
    seats_until: Mapping[str, date] = field(default_factory=dict)  # closed seats, and their last days
    mandates: tuple[Mandate, ...] = ()
    nominations: Mapping[str, Nomination] = field(default_factory=dict)
    handed_over: Mapping[str, Ticked] = field(default_factory=dict)  # by term

    @property
    def seating(self) -> Seating:
        seats = {
            id: Seat(id, side, self.deputies.get(id), self.seats_until.get(id), self._seat_from(id))
            for id, side in self.seats.items()
        }
        return Seating(self.id, seats, self.terms)

    @property
    def ending(self) -> CouncilClosed | None:
        """Its end, told or agreed."""
        return self.closed or next((plan.closed for plan in self.agreed if plan.closed), None)

    @property
    def rests_now(self) -> bool:
        """Tell if nobody has told that it woke."""
        return bool(self.rests) and self.rests[-1].ends is None

    @property
    def told_for(self) -> list[date]:
        """The days for which something was told."""
        days = [self.starts, self.closed and self.closed.on, *(day for day, _ in self.earlier)]
        rests = [day for rest in self.rests for day in (rest.starts, rest.ends and rest.ends + A_DAY)]
        return [day for day in (*days, *rests) if day]

    def _seat_from(self, seat: str) -> date | None:
        """Tell since when a seat is there: somebody may have sat in it before it was told here."""
        if added := self.seats_from.get(seat):
            sat = [term.period.starts for term in self.terms.values() if term.seat == seat and term.period.runs]
            return min([added, *sat])
        return None

    def status_on(self, day: date) -> Status:
        return dated.status_on(day, self.starts, self.ending, self.rests)

    def charter_on(self, day: date) -> Charter:
        """Tell what holds on a day by what we know: also what is agreed."""
        charter = dated.value_on(day, self.earlier, self.charter)
        for plan in dated.due(self.agreed, day):
            charter = charter.changed(plan.changed) if plan.changed else charter
        return charter

    def charters_from(self, day: date) -> list[Charter]:
        """Tell the charters that hold on that day or later, by what we know, until it is closed."""
        days = dated.days_from(day, self.earlier, self.agreed)
        return [self.charter_on(one) for one in days if self.status_on(one) is not Status.CLOSED]

    def on(self, day: date) -> "Council":
        """Tell the council as it is on a day."""
        return replace(self, charter=self.charter_on(day))

    def possible(self) -> list[Action]:
        return [action for action, when in POSSIBLE.items() if when(self)]

    def require_open(self, period: Period, field: str) -> None:
        """Refuse what would begin, or go on, when the council is no more. An agreed end cuts short, a told one not."""
        over = self.closed and period.last >= self.closed.on
        if over or (self.ending and period.starts >= self.ending.on):
            raise CouncilOver(f"{self.charter.short} is closed from {self.ending and self.ending.on}.", field=field)

    def require_begun(self, day: date, field: str) -> None:
        """Refuse what would begin before the council does."""
        if self.starts and day < self.starts:
            raise CouncilNotBegun(f"{self.charter.short} begins on {self.starts}.", field=field)

    def start_term(self, term: Term) -> TermStarted:
        self.require_begun(term.period.starts, "/starts")
        self.require_open(term.period, "/starts")
        return self.seating.start_term(term)

    def end_term(self, term: str, on: date, *, met: date | None = None) -> TermEnded:
        """Let a term end, or never have run, but not before the meeting at which it was last `met`."""
        ended = self.seating.end_term(term, on)
        dated.require_none_met(on + A_DAY, met)
        return ended

    def in_seat(self, seat: str, on: date) -> Term | None:
        """Tell whose term in the seat runs on that day."""
        return self.seating.in_seat(seat, on)

    def sitting(self, on: date) -> set[str]:
        """Tell the terms that run on that day."""
        return self.seating.sitting(on)

    def handover(self, term: Term, *, days: int) -> Handover:
        """Tell what is handed over with a term, within so many days."""
        return Handover(term.period.starts, days, self.handed_over.get(term.id, ()))


def _founded(event: CouncilFounded) -> Council:
    return Council(event.council, charter_of(event), starts=event.starts)


def _changed(council: Council, event: CouncilChanged) -> Council:
    return replace(
        council,
        charter=council.charter.changed(event),
        earlier=(*council.earlier, (event.on, council.charter)),
        agreed=dated.without(council.agreed, event.on),
    )


def _closed(council: Council, event: CouncilClosed) -> Council:
    return replace(council, closed=event, agreed=())


def _woken(council: Council, event: CouncilWoken) -> Council:
    *before, last = council.rests
    return replace(council, rests=(*before, Period(last.starts, event.on - A_DAY)))


def _with_term(council: Council, term: Term) -> Council:
    return replace(council, terms={**council.terms, term.id: term})


def _term_started(council: Council, event: TermStarted) -> Council:
    return _with_term(council, Term(event.term, event.seat, event.role, Period(event.starts, event.ends)))


def _term_ended(council: Council, event: TermEnded) -> Council:
    term = council.terms[event.term]
    return _with_term(council, replace(term, period=Period(term.period.starts, event.on)))


def _seat_added(council: Council, event: SeatAdded) -> Council:
    deputies = {**council.deputies, event.seat: event.deputy_for} if event.deputy_for else council.deputies
    return replace(council, seats={**council.seats, event.seat: event.side}, deputies=deputies)


def _seat_closed(council: Council, event: SeatClosed) -> Council:
    return replace(council, seats_until={**council.seats_until, event.seat: event.on})


def _handed_over(council: Council, event: HandoverTicked) -> Council:
    ticks = ticked(council.handed_over.get(event.term, ()), event.item, done=event.done)
    return replace(council, handed_over={**council.handed_over, event.term: ticks})


Effect = Callable[[Council, Any], Council]

EFFECTS: Mapping[type[Event], Effect] = {
    CouncilChanged: _changed,
    CouncilClosed: _closed,
    CouncilChangeAgreed: lambda council, event: replace(council, agreed=(*council.agreed, event)),
    CouncilPlanDropped: lambda council, event: replace(council, agreed=dated.without(council.agreed, event.on)),
    CouncilRested: lambda council, event: replace(council, rests=(*council.rests, Period(event.on))),
    CouncilWoken: _woken,
    CouncilCountingSet: lambda council, event: replace(council, counting=event),
    SeatAdded: _seat_added,
    SeatClosed: _seat_closed,
    TermStarted: _term_started,
    TermEnded: _term_ended,
    MandateSet: lambda council, event: replace(council, mandates=with_version(council.mandates, event)),
    NominationRequested: lambda council, event: replace(council, nominations=with_request(council.nominations, event)),
    NominationAnswered: lambda council, event: replace(council, nominations=with_stage(council.nominations, event)),
    NominationClosed: lambda council, event: replace(council, nominations=with_stage(council.nominations, event)),
    HandoverTicked: _handed_over,
    TermInvited: lambda council, _: council,
    TermVouchedFor: lambda council, _: council,
}
"""What each event makes of a council that is there."""

POSSIBLE: Mapping[Action, Callable[[Council], object]] = {
    Action.CHANGE_COUNCIL: lambda council: not council.ending,
    Action.CLOSE_COUNCIL: lambda council: not council.ending,
    Action.DROP_PLAN: lambda council: council.agreed,
    Action.REST_COUNCIL: lambda council: not council.closed and not council.rests_now,
    Action.WAKE_COUNCIL: lambda council: not council.closed and council.rests_now,
    Action.SET_COUNTING: lambda council: not council.closed,
    Action.ADD_SEAT: lambda council: not council.closed,
    Action.START_TERM: lambda council: council.seats and not council.closed,
    Action.END_TERM: lambda council: council.terms,
    Action.CLOSE_SEAT: lambda council: council.seats,
    Action.SET_MANDATE: lambda council: not council.closed,
    Action.REQUEST_NOMINATION: lambda council: council.seats and not council.closed,
    Action.PLAN_MEETING: lambda council: not council.closed,
}
"""What its state allows to do with a council."""


def evolve(council: Council | None, event: Event) -> Council:
    """Take one event in."""
    if isinstance(event, CouncilFounded):
        return _founded(event)
    if council is None or type(event) not in EFFECTS:
        raise TypeError(event)
    return EFFECTS[type(event)](council, event)
