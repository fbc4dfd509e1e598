"""Random journeys of cases between councils that close: none is lost, and none forgets who is to be answered."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from case_flow.domain.case import Case
from case_flow.domain.evolve import evolve
from case_flow.domain.hops import give_back, receive, regret, send, take_over
from case_flow.domain.neighbours import Meeting
from case_flow.domain.numbering import Series
from case_flow.domain.raising import About, report
from case_flow.domain.routes import Routes
from case_flow.domain.transitions import State
from case_flow.domain.treating import join, merge, postpone, put_on_agenda, take_up_again, treat
from case_flow.testing.places import CENTRE, HARBOUR, OTHER_REGION, PLACES, REGION, VALLEY, YOUTH
from councilkit.events import Event
from councilkit.events.case_life import CaseJoined, CaseMerged, CaseTakenUpAgain
from councilkit.events.cases import Line, Outcome, Wish
from councilkit.events.seating import Numbering
from councilkit.refusals import Refusal
from councilkit.testing.holdings import a_term

START = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
REGIONS = {HARBOUR.id: REGION.id, VALLEY.id: REGION.id, YOUTH.id: REGION.id}
COUNCILS = st.sampled_from([place.id for place in PLACES])
ABOVE_AND_BESIDE = st.sampled_from([REGION.id, REGION.id, CENTRE.id, OTHER_REGION.id, VALLEY.id, HARBOUR.id])
ONCE_IN_A_WHILE = st.integers(0, 4).map(lambda drawn: drawn == 4)


class Journeys(RuleBasedStateMachine):
    """Commands are tried on cases; those that are not refused are taken in, and entered in a book of our own."""

    @initialize(gathered=st.booleans())
    def begin(self, gathered: bool) -> None:  # noqa: FBT001 - drawn
        self.councils = {place.id: place.council for place in PLACES}
        self.cases: dict[str, Case] = {}
        self.now = START
        self.raised_by: dict[str, str] = {}
        self.numbers: dict[str, str] = {}  # every number that was given, and to which case
        self.to_join: list[tuple[str, str]] = []  # what follows a merging, and comes a little later
        for place in (HARBOUR, VALLEY, YOUTH, REGION):
            self.raise_case(place.id)
        for id in self.cases if gathered else ():
            self.take_up(id)
            self.send_on(id, REGION.id, "receive")

    def raise_case(self, council: str) -> None:
        id, origin = str(len(self.cases)), self.stands(council)
        about, by = About([Line.AT]), a_term(origin, "member")
        self.raised_by[id] = origin
        self.attempt(id, lambda: report(by, self.councils[origin], about, case=id, reference=id, now=self.now))

    @rule(data=st.data(), permanent=ONCE_IN_A_WHILE, off=ONCE_IN_A_WHILE)
    def put(self, data: st.DataObject, permanent: bool, off: bool) -> None:  # noqa: FBT001 - drawn
        id = self.one_that(data, State.REPORTED, State.POSTPONED, State.TREATED, State.ON_AGENDA)
        self.take_up(id, Numbering.PERMANENT if permanent else Numbering.PER_TREATMENT, held=not off)

    def take_up(self, id: str, practice: Numbering = Numbering.PER_TREATMENT, *, held: bool = True) -> None:
        case, meeting = self.cases[id], f"m{len(self.numbers)}"
        series = Series(case.holder, case.holder, self.now.year, practice)
        running = 1 + sum(text.startswith(f"{case.holder} ") for text in self.numbers)
        by, planned = a_term(case.holder, "secretary"), Meeting(meeting, (case.holder,))
        put = self.attempt(id, lambda: put_on_agenda(case, by, planned, series, running))
        if put and held:
            self.attempt(id, lambda: treat(self.cases[id], by, Outcome.HOP, replace(planned, held=True)))

    @rule(data=st.data(), first=ABOVE_AND_BESIDE, then=ABOVE_AND_BESIDE)
    def travel(self, data: st.DataObject, first: str, then: str) -> None:
        id = self.one_that(data, State.REPORTED)
        for to in (first, then):
            self.take_up(id)
            self.send_on(id, self.stands(to), "receive")

    @rule(data=st.data(), days=st.integers(-1, 20), seen=st.booleans())
    def put_off(self, data: st.DataObject, days: int, seen: bool) -> None:  # noqa: FBT001 - drawn
        case = self.cases[self.one_that(data, State.ON_AGENDA)]
        until, by = self.today + timedelta(days=days), a_term(case.holder, "leader")
        self.attempt(case.id, lambda: postpone(case, by, until, now=self.now, seen=seen))

    @rule(data=st.data(), to=ABOVE_AND_BESIDE, then=st.sampled_from(["regret", "receive", "wait"]))
    def hand_on(self, data: st.DataObject, to: str, then: str) -> None:
        self.send_on(self.one_that(data, State.TREATED), self.stands(to), then)

    def send_on(self, id: str, receiver: str, then: str) -> None:
        case, now = self.cases[id], self.now
        by = a_term(case.holder, "leader")
        routes = Routes(self.councils, {one: self.stands(region) for one, region in REGIONS.items()})
        sent = self.attempt(id, lambda: send(case, by, receiver, Wish.STATEMENT, routes=routes, now=now))
        if sent and then == "receive":
            self.attempt(id, lambda: receive(self.cases[id], a_term(receiver, "leader"), now=now))
        if sent and then == "regret":
            assert self.attempt(id, lambda: regret(self.cases[id], by, now=now))
            assert self.cases[id] == case, "it is as if it never was sent"

    @rule(data=st.data(), returned=ONCE_IN_A_WHILE, anybody=ONCE_IN_A_WHILE, other=COUNCILS)
    def arrive(self, data: st.DataObject, returned: bool, anybody: bool, other: str) -> None:  # noqa: FBT001 - drawn
        case = self.cases[self.one_that(data, State.SENT)]
        by = a_term(other if anybody else case.path[-1], "secretary")
        self.attempt(case.id, lambda: give_back(case, by) if returned else receive(case, by, now=self.now))

    @rule(data=st.data(), onwards=st.booleans())
    def make_one(self, data: st.DataObject, onwards: bool) -> None:  # noqa: FBT001 - drawn
        case = self.cases[self.one_that(data, State.REPORTED, State.POSTPONED, State.TREATED)]
        near = [
            id for id, other in self.cases.items() if other.holder == case.holder and id != case.id and not other.into
        ]
        line = data.draw(st.permutations(near or [case.id]))[: 1 + onwards]
        for one, into in pairwise([case.id, *line]):
            by = a_term(case.holder, "leader")
            self.attempt(one, partial(merge, self.cases[one], by, self.cases[into]))

    @precondition(lambda self: self.to_join)
    @rule()
    def follow(self) -> None:
        into, merged = self.to_join.pop(0)
        self.attempt(into, lambda: join(self.cases[into], self.cases[merged]))

    @rule(days=st.integers(1, 15))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)
        for id in self.cases:
            self.attempt(id, partial(take_up_again, self.cases[id], self.today))

    @rule(data=st.data(), heir=COUNCILS, really=ONCE_IN_A_WHILE)
    def close(self, data: st.DataObject, heir: str, really: bool) -> None:  # noqa: FBT001 - drawn
        gone = data.draw(st.sampled_from([case.path[-1] for case in self.cases.values()]))
        if not really or gone == CENTRE.id or self.councils[gone].closed or self.councils[heir].closed or gone == heir:
            return
        self.councils[gone] = replace(self.councils[gone], closed=True, successors=(heir,))
        for id in self.cases:
            self.attempt(id, partial(take_over, self.cases[id], gone, heir))

    def one_that(self, data: st.DataObject, *states: State) -> str:
        """Draw a case, most often one that is in one of these states."""
        fitting = [id for id, case in self.cases.items() if case.state in states]
        anyhow = data.draw(ONCE_IN_A_WHILE)
        return data.draw(st.sampled_from(list(self.cases) if anyhow or not fitting else fitting))

    def attempt(self, id: str, command: Callable[[], Event]) -> bool:
        try:
            event = command()
        except Refusal:
            return False
        before = self.cases.get(id)
        self.cases[id] = evolve(before, event)
        self.enter(event, before)
        return True

    def enter(self, event: Event, before: Case | None) -> None:
        match event:
            case CaseMerged(case=merged, into=into):
                self.to_join.append((into, merged))
            case CaseJoined(case=case, origins=origins) if origins and (onwards := self.cases[case].into):
                self.to_join.append((onwards, case))
        number = getattr(event, "number", None)
        if number:
            assert self.numbers.setdefault(number, event.case) == event.case, "no number is given twice"  # type: ignore[attr-defined]
        if before:
            after = self.cases[before.id]
            assert after.numbers[: len(before.numbers)] == before.numbers, "no number is taken away"

    @property
    def today(self) -> date:
        return self.now.date()

    def stands(self, council: str) -> str:
        while self.councils[council].closed:
            council = self.councils[council].successors[0]
        return council

    @invariant()
    def the_origin_of_a_case_never_changes(self) -> None:
        assert {id: case.origin for id, case in self.cases.items()} == self.raised_by

    @invariant()
    def nothing_stays_with_a_closed_council(self) -> None:
        for case in self.cases.values():
            named = {case.holder, *case.path, *case.joined, *case.copies}
            assert not [one for one in named if self.councils[one].closed]

    @invariant()
    def every_council_that_raised_something_is_answered(self) -> None:
        """Whatever became of its case: the one that goes on owes it the answer."""
        if self.to_join:
            return
        for id, origin in self.raised_by.items():
            assert self.stands(origin) in self.cases[self.goes_on_as(id)].homes

    def goes_on_as(self, id: str) -> str:
        met: set[str] = set()
        while onwards := self.cases[id].into:
            assert id not in met, "no case is a part of itself"
            met.add(id)
            id = onwards
        return id

    @invariant()
    def a_case_is_held_by_somebody_on_its_way(self) -> None:
        for case in self.cases.values():
            assert case.holder in case.path
            assert case.home == case.path[0]
            assert (case.addressee is not None) == (case.state is State.SENT)

    @invariant()
    def what_is_postponed_has_a_day_that_is_to_come(self) -> None:
        for case in self.cases.values():
            if case.state is State.POSTPONED:
                assert case.returns
                assert case.returns > self.today


def test_random_journeys_keep_the_rules() -> None:
    run_state_machine_as_test(Journeys, settings=settings(max_examples=100, stateful_step_count=40, deadline=None))


def test_the_machine_gets_far_enough_to_say_anything() -> None:
    """Without this, a machine whose every command is refused would find nothing wrong."""
    reached = dict.fromkeys(("sent far", "owed to two", "taken over while sent", "taken up again", "joined late"), 0)

    class Watched(Journeys):
        def enter(self, event: Event, before: Case | None) -> None:
            super().enter(event, before)
            case = self.cases[event.case]  # type: ignore[attr-defined]
            reached["sent far"] += len(case.path) > 2
            reached["owed to two"] += len(case.homes) > 1
            reached["taken over while sent"] += bool(case.closed) and case.state is State.SENT
            reached["taken up again"] += isinstance(event, CaseTakenUpAgain)
            reached["joined late"] += isinstance(event, CaseJoined) and case.into is not None

    run_state_machine_as_test(
        Watched, settings=settings(max_examples=100, stateful_step_count=40, deadline=None, derandomize=True)
    )
    assert all(reached.values()), reached
