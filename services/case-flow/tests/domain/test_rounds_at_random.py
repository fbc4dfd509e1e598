"""Random rounds while councils close: what was said is never lost, and nobody is waited for who cannot answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

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

from case_flow.domain.asking import Asked, answer, conclude, fall_due, open_round, reminders, take_over
from case_flow.domain.roll_up import roll_up
from case_flow.domain.round import Round, RoundState
from case_flow.domain.round_retold import evolve_round
from case_flow.domain.routes import Routes
from case_flow.testing.places import BENEFITS, CENTRE, HARBOUR, OTHER_REGION, PLACES, REGION, VALLEY, YOUTH
from councilkit.events import Event
from councilkit.events.case_words import Late
from councilkit.events.rounds import RoundAnswered, RoundConcluded, RoundDue, RoundOpened, Stance
from councilkit.refusals import Refusal
from councilkit.testing.holdings import a_term

START = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
NAMES = [place.id for place in PLACES]
REGIONS = {HARBOUR.id: REGION.id, VALLEY.id: REGION.id, YOUTH.id: REGION.id}
COUNCILS = st.sampled_from(NAMES)
STANCES = st.tuples(st.sampled_from(Stance), st.sampled_from(Stance))
CLOSABLE = [REGION.id, OTHER_REGION.id, BENEFITS.id, YOUTH.id, HARBOUR.id, VALLEY.id]
WHICH = st.integers(0, 3)
MOST = 4
ONCE_IN_A_WHILE = st.integers(0, 4).map(lambda drawn: drawn == 4)
BELOW = {
    CENTRE.id: [REGION.id, OTHER_REGION.id, HARBOUR.id, BENEFITS.id],
    REGION.id: [HARBOUR.id, VALLEY.id, YOUTH.id, OTHER_REGION.id],
    YOUTH.id: [HARBOUR.id, VALLEY.id],
    HARBOUR.id: [VALLEY.id],
}
ASKERS = st.sampled_from(list(BELOW))


class Rounds(RuleBasedStateMachine):
    """Commands are tried on rounds; those that are not refused are taken in, and entered in a book of our own."""

    @initialize()
    def begin(self) -> None:
        self.councils = {place.id: place.council for place in PLACES}
        self.rounds: dict[str, Round] = {}
        self.now = START
        self.heard: dict[str, dict[str, tuple[Stance, ...]]] = {}
        self.told: dict[str, list[Late]] = {}
        self.ended: dict[str, Round] = {}
        self.open("0", CENTRE.id, Asked((REGION.id, OTHER_REGION.id), 2, self.today + timedelta(days=20)))

    @precondition(lambda self: len(self.rounds) < MOST)
    @rule(data=st.data(), sender=ASKERS, days=st.integers(-1, 30), anybody=ONCE_IN_A_WHILE)
    def ask(self, data: st.DataObject, sender: str, days: int, anybody: bool) -> None:  # noqa: FBT001 - drawn
        id = str(len(self.rounds))
        to = data.draw(st.lists(COUNCILS if anybody else st.sampled_from(BELOW[sender]), min_size=1, max_size=3))
        outer = [round for round in self.rounds.values() if anybody or sender in round.to]
        within = data.draw(st.sampled_from([*outer, None]))
        due = self.today + timedelta(days=days)
        asked = Asked(tuple(to), 2, due if anybody or not within else min(due, within.due.on), within=within)
        self.open(id, sender, asked)

    def open(self, id: str, sender: str, asked: Asked) -> None:
        routes = Routes(self.councils, {one: self.stands(region) for one, region in REGIONS.items()})
        term = a_term(sender, "leader")
        self.attempt(id, lambda: open_round(term, self.councils[sender], asked, routes, round=id, now=self.now))

    @rule(data=st.data(), stances=STANCES, comments=st.integers(0, 2), anybody=ONCE_IN_A_WHILE)
    def say(self, data: st.DataObject, stances: tuple[Stance, ...], comments: int, anybody: bool) -> None:  # noqa: FBT001 - drawn
        round = data.draw(st.sampled_from(list(self.rounds.values())))
        who = NAMES if anybody or not round.to else round.to
        term = a_term(data.draw(st.sampled_from(who)), "secretary")
        own = [one for one in self.rounds.values() if one.within == round.id]
        self.attempt(round.id, lambda: answer(round, term, stances, comments=comments, own=own))

    @rule(which=WHICH, council=COUNCILS, contributed=st.lists(COUNCILS, max_size=3))
    def end(self, which: int, council: str, contributed: list[str]) -> None:
        self.on(which, lambda round: conclude(round, a_term(council, "leader"), contributed, now=self.now))

    @rule(which=WHICH)
    def end_with_all(self, which: int) -> None:
        def all_named(round: Round) -> Event:
            return conclude(round, a_term(round.council, "leader"), list(self.heard[round.id]), now=self.now)

        self.on(which, all_named)

    @rule(days=st.integers(1, 20))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)
        for id in self.rounds:
            for late in [late for late, day in reminders(self.rounds[id]) if day <= self.today][-1:]:
                self.attempt(id, partial(fall_due, self.rounds[id], late))

    @rule(data=st.data(), heir=COUNCILS)
    def close(self, data: st.DataObject, heir: str) -> None:
        asked = [council for round in self.rounds.values() for council in round.to if council in CLOSABLE]
        gone = data.draw(st.sampled_from(asked or CLOSABLE))
        if self.councils[gone].closed or self.councils[heir].closed or gone == heir:
            return
        self.councils[gone] = replace(self.councils[gone], closed=True, successors=(heir,))
        for id in self.rounds:
            self.on(int(id), lambda round: take_over(round, gone, heir))

    def on(self, which: int, command: Callable[[Round], Event]) -> None:
        if round := self.rounds.get(str(which)):
            self.attempt(round.id, lambda: command(round))

    def attempt(self, id: str, command: Callable[[], Event]) -> None:
        try:
            event = command()
        except Refusal:
            return
        before = self.rounds.get(id)
        self.rounds[id] = evolve_round(before, event)
        self.enter(id, event, before)

    def enter(self, id: str, event: Event, before: Round | None) -> None:
        if isinstance(event, RoundOpened):
            self.heard[id], self.told[id] = {}, []
        if isinstance(event, RoundAnswered):
            assert event.council in self.rounds[id].to, "only who is asked answers"
            self.heard[id][event.council] = event.stances
        if isinstance(event, RoundDue):
            self.told[id].append(event.late)
        if isinstance(event, RoundConcluded):
            assert before is not None
            assert self.today > before.due.on or not before.missing, "nobody is cut short"
            assert set(event.contributed) <= set(self.heard[id]), "nobody is named who was silent"
            self.ended[id] = self.rounds[id]

    @property
    def today(self) -> date:
        return self.now.date()

    def stands(self, council: str) -> str:
        while self.councils[council].closed:
            council = self.councils[council].successors[0]
        return council

    @invariant()
    def what_was_said_is_there_as_it_was_said_last(self) -> None:
        for id, round in self.rounds.items():
            assert {one.council: one.stances for one in round.inputs} == self.heard[id]

    @invariant()
    def nothing_stays_with_a_closed_council(self) -> None:
        for round in self.rounds.values():
            assert not any(self.councils[one].closed for one in (round.council, *round.to, *round.copies))

    @invariant()
    def nobody_asks_itself_and_nobody_is_asked_twice(self) -> None:
        for round in self.rounds.values():
            assert round.council not in round.to
            assert len({*round.to, *round.copies}) == len(round.to) + len(round.copies)

    @invariant()
    def those_are_missing_for_whom_nobody_has_spoken(self) -> None:
        for id, round in self.rounds.items():
            spoken_for = {self.stands(council) for council in self.heard[id]}
            assert set(round.missing) == set(round.to) - spoken_for

    @invariant()
    def lateness_is_told_once_and_in_order(self) -> None:
        for told in self.told.values():
            assert told in ([], [Late.SOON], [Late.OVERDUE], [Late.SOON, Late.OVERDUE])

    @invariant()
    def what_is_concluded_says_no_more(self) -> None:
        for id, ended in self.ended.items():
            now = self.rounds[id]
            assert (now.state, now.inputs, now.contributed) == (RoundState.CONCLUDED, ended.inputs, ended.contributed)

    @invariant()
    def every_word_that_an_answer_rests_on_was_said(self) -> None:
        for round in self.rounds.values():
            for said in round.inputs:
                there = {one for held in said.rests_on for one in self.heard[held]}
                assert set(said.contributed) <= there
                assert all(self.rounds[held].within == round.id for held in said.rests_on)

    @invariant()
    def the_roll_up_names_everybody_who_was_asked_or_has_answered_once(self) -> None:
        for id, round in self.rounds.items():
            within = [one for one in self.rounds.values() if one.within == id]
            shares = [share for tier in roll_up(round, within, self.councils) for share in tier.shares]
            told = [share.council for share in shares]
            assert len(told) == len(set(told))
            assert set(told) >= {*round.to, *(one for held in within for one in held.to)}
            assert all(share.answered for share in shares if share.contributed)


def test_random_rounds_keep_the_rules() -> None:
    run_state_machine_as_test(Rounds, settings=settings(max_examples=80, stateful_step_count=40, deadline=None))


def test_the_machine_gets_far_enough_to_say_anything() -> None:
    """Without this, a machine whose every command is refused would find nothing wrong."""
    reached = {"opened": 0, "answered": 0, "within": 0, "concluded": 0, "taken over after an answer": 0, "due": 0}

    class Watched(Rounds):
        def enter(self, id: str, event: Event, before: Round | None) -> None:
            super().enter(id, event, before)
            round = self.rounds[id]
            reached["opened"] += isinstance(event, RoundOpened)
            reached["answered"] += isinstance(event, RoundAnswered)
            reached["within"] += isinstance(event, RoundAnswered) and bool(event.contributed)
            reached["concluded"] += isinstance(event, RoundConcluded)
            reached["due"] += isinstance(event, RoundDue)
            reached["taken over after an answer"] += bool(round.stands and round.inputs)

    run_state_machine_as_test(
        Watched, settings=settings(max_examples=80, stateful_step_count=40, deadline=None, derandomize=True)
    )
    assert all(reached.values()), reached
