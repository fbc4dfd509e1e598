"""Random seats and terms in a council: whatever is refused, what is let through keeps the rules."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from council_registry.domain.charter import Charter
from council_registry.domain.council import Council, evolve
from council_registry.domain.period import Period
from council_registry.domain.seating import ROLES, Seat, Term
from councilkit.events import Event
from councilkit.events.councils import CouncilKind, Language, Level, Names, Side, TermRole
from councilkit.refusals import Refusal

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 60).map(lambda days: FIRST + timedelta(days=days))
SEATS = st.integers(0, 7).map(str)
TERMS = st.integers(0, 19).map(str)
CHARTER = Charter(
    names=Names(nb="LBU", nn="LBU", en="LBU"),
    short="LBU",
    level=Level.LOCAL,
    kind=CouncilKind.USER_COUNCIL,
    parent="region",
    units=("0701",),
    line=None,
    language=Language.NB,
    led_by=Side.USER,
)


class Seats(RuleBasedStateMachine):
    """Commands are tried on a council; those that are not refused are taken in."""

    @initialize()
    def found(self) -> None:
        self.council = Council("horten", CHARTER)

    @rule(side=st.sampled_from(Side), principal=st.none() | SEATS)
    def add_seat(self, side: Side, principal: str | None) -> None:
        seat = Seat(str(len(self.council.seats)), side, principal)
        self.attempt(lambda: self.council.seating.add_seat(seat))

    @rule(seat=SEATS, role=st.sampled_from(TermRole), starts=DAYS, length=st.none() | st.integers(0, 40))
    def start_term(self, seat: str, role: TermRole, starts: date, length: int | None) -> None:
        ends = None if length is None else starts + timedelta(days=length)
        term = Term(str(len(self.council.terms)), seat, role, Period(starts, ends))
        self.attempt(lambda: self.council.start_term(term))

    @rule(term=TERMS, on=DAYS)
    def end_term(self, term: str, on: date) -> None:
        self.attempt(lambda: self.council.end_term(term, on))

    @rule(seat=SEATS, on=DAYS)
    def close_seat(self, seat: str, on: date) -> None:
        self.attempt(lambda: self.council.seating.close_seat(seat, on))

    def attempt(self, command: Callable[[], Event]) -> None:
        try:
            event = command()
        except Refusal:
            return
        self.council = evolve(self.council, event)

    @invariant()
    def nobody_shares_a_seat(self) -> None:
        for one, other in combinations(self.council.terms.values(), 2):
            assert one.seat != other.seat or not one.period.overlaps(other.period)

    @invariant()
    def nobody_sits_where_no_chair_is(self) -> None:
        for term in self.council.terms.values():
            seat = self.council.seating.seats[term.seat]
            assert seat.last is None or not term.period.runs or term.period.last <= seat.last

    @invariant()
    def everybody_sits_on_the_own_side(self) -> None:
        for term in self.council.terms.values():
            seat = self.council.seating.seats[term.seat]
            assert term.role in ROLES[seat.side]
            assert (term.role is TermRole.DEPUTY) is (seat.deputy_for is not None)

    @invariant()
    def a_deputys_seat_goes_before_the_seat_itself(self) -> None:
        seats = self.council.seating.seats
        for deputy in seats.values():
            if deputy.deputy_for and (last := seats[deputy.deputy_for].last):
                assert deputy.last
                assert deputy.last <= last
                assert seats[deputy.deputy_for].side is deputy.side


def test_whatever_is_asked_for_the_council_stays_well_seated() -> None:
    run_state_machine_as_test(Seats, settings=settings(max_examples=40, stateful_step_count=25, deadline=None))
