import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise, product

import pytest

from case_flow.domain import answering, ending, hops, raising, treating
from case_flow.domain.case import Case
from case_flow.domain.evolve import evolve
from case_flow.domain.follow_up import FollowUp
from case_flow.domain.neighbours import Meeting, Time, Unit
from case_flow.domain.question import Part, Question
from case_flow.domain.refusals import WrongState
from case_flow.domain.routes import Routes
from case_flow.domain.transitions import FINISHED, OVER, TRANSITIONS, WORDS, Action, State, Word, possible
from case_flow.domain.turning_away import TurningAway
from case_flow.testing.driver import NOW
from case_flow.testing.places import HARBOUR, OFFICE, REGION, REGIONAL_UNIT
from councilkit.events import Event
from councilkit.events.case_words import Basis, Party, Progress, Restriction, Unfit
from councilkit.events.cases import AnswerOutcome, Due, Outcome, PartAs, RuleStatus, Wish
from councilkit.events.councils import Language

# What a council may expect, written down a second time: what a state allows, and where that leads.
EXPECTED = """
draft           | report_case > reported
reported        | schedule_case, propose_turning_away, keep_case, put_on_agenda > on_agenda
reported        | turn_away > turned_away, withdraw_case > withdrawn, merge_case > merged
turned_away     | appeal, uphold, overturn > reported
on_agenda       | treat_case > treated, put_on_agenda > on_agenda, postpone_case > postponed, withdraw_case > withdrawn
postponed       | take_up_again > reported, put_on_agenda > on_agenda, withdraw_case > withdrawn, merge_case > merged
treated         | send_case > sent, make_statement > awaiting_answer, put_on_agenda > on_agenda, merge_case > merged
treated         | agree_follow_up > in_follow_up, close_case > closed
sent            | receive_case > reported, return_case > treated, regret_sending > treated
awaiting_answer | delay_answer, give_part, give_answer > coming_home, register_answer > coming_home
coming_home     | confirm_answer > answered, dispute_answer > awaiting_answer
answered        | dispute_answer > awaiting_answer, send_case > sent, agree_follow_up > in_follow_up
answered        | close_case > closed, reopen_case > reported
in_follow_up    | report_follow_up, agree_follow_up > in_follow_up, close_case > closed
closed          | reopen_case > reported
withdrawn       | reopen_case > reported
"""
ALWAYS = ("restrict_case", "lift_restriction", "erase_text")  # once it is reported
UNTIL_IT_IS_OVER = "add_note"


def expected() -> dict[tuple[str, str], str]:
    told = {}
    for line in EXPECTED.strip().splitlines():
        state, _, deeds = (cell.strip() for cell in line.partition("|"))
        for deed in deeds.split(", "):
            action, _, after = deed.partition(" > ")
            told[state, action] = after or state
    reported = [state.value for state in State if state is not State.DRAFT]
    told |= {(state, action): state for state in reported for action in ALWAYS}
    return told | {(state, UNTIL_IT_IS_OVER): state for state in reported if state not in OVER}


def test_the_table_is_what_a_council_may_expect() -> None:
    assert expected() == TRANSITIONS


YESTERDAY, TODAY, LATER = date(2026, 11, 16), date(2026, 11, 17), date(2026, 12, 1)
DUE = Due(on=LATER, rule="answer-local", status=RuleStatus.PROPOSED)
LATE = Due(on=YESTERDAY, rule="answer-region", status=RuleStatus.PROPOSED)
ROUTES = Routes({place.id: place.council for place in (HARBOUR, REGION)}, {HARBOUR.id: REGION.id})
ASKED = Unit(OFFICE.number, OFFICE.kind, (Time(TODAY),))
PLANNED, HELD = Meeting("planned", (HARBOUR.id,)), Meeting("held", (HARBOUR.id,), held=True)
FOLLOW_UP = FollowUp("f", Party(unit=OFFICE.number), TODAY, LATER)
RESTRICTION = Restriction(basis=Basis.INTERNAL, until=LATER)
CASE = Case(
    id="c",
    reference="26-1",
    origin=HARBOUR.id,
    lines=(),
    language=Language.NB,
    holder=HARBOUR.id,
    path=(HARBOUR.id,),
    meeting=HELD.id,
    turning_away=TurningAway(Unfit.OUTSIDE_MANDATE, appealed_to=REGION.id),
    returns=TODAY,
    regret_until=NOW,
    questions=(Question(OFFICE.number, DUE, TODAY, (Part(REGIONAL_UNIT.number, PartAs.LINE, LATE),)),),
)
"""It has all that any rule but that of its state asks for."""


def a_case(state: State, action: Action | None = None) -> Case:
    path = (HARBOUR.id, REGION.id) if state is State.SENT else CASE.path
    agreed = (FOLLOW_UP,) if action is Action.REPORT_FOLLOW_UP else ()
    restriction = RESTRICTION if action is Action.LIFT_RESTRICTION else None
    return replace(CASE, state=state, path=path, follow_ups=agreed, restriction=restriction)


OTHER = replace(a_case(State.REPORTED), id="other")
FOLLOWED = AnswerOutcome.FOLLOWED

DEEDS: Mapping[Action, Callable[[Case], Event]] = {
    Action.SCHEDULE: lambda case: raising.schedule(case, HARBOUR.leader, LATER, now=NOW),
    Action.PROPOSE_TURNING_AWAY: lambda case: raising.propose_turning_away(case, HARBOUR.leader, Unfit.INDIVIDUAL),
    Action.KEEP: lambda case: raising.keep(case, HARBOUR.member),
    Action.TURN_AWAY: lambda case: raising.turn_away(case, HARBOUR.member, Unfit.INDIVIDUAL, now=NOW),
    Action.APPEAL: lambda case: raising.appeal(case, HARBOUR.member, REGION.id, now=NOW),
    Action.UPHOLD: lambda case: raising.decide_appeal(case, REGION.member, stands=True, now=NOW),
    Action.OVERTURN: lambda case: raising.decide_appeal(case, REGION.member, stands=False, now=NOW),
    Action.PUT_ON_AGENDA: lambda case: treating.put_on_agenda(case, HARBOUR.leader, PLANNED),
    Action.POSTPONE: lambda case: treating.postpone(case, HARBOUR.leader, LATER, now=NOW, seen=False),
    Action.TAKE_UP_AGAIN: lambda case: treating.take_up_again(case, TODAY),
    Action.TREAT: lambda case: treating.treat(case, HARBOUR.leader, Outcome.STATEMENT, HELD),
    Action.WITHDRAW: lambda case: raising.withdraw(case, HARBOUR.leader),
    Action.MERGE: lambda case: treating.merge(case, HARBOUR.leader, OTHER),
    Action.SEND: lambda case: hops.send(case, HARBOUR.leader, REGION.id, Wish.ANSWER, routes=ROUTES, now=NOW),
    Action.REGRET_SENDING: lambda case: hops.regret(case, HARBOUR.leader, now=NOW),
    Action.RECEIVE: lambda case: hops.receive(case, REGION.leader, now=NOW),
    Action.RETURN: lambda case: hops.give_back(case, REGION.leader),
    Action.ADD_NOTE: lambda case: hops.add_note(case, HARBOUR.leader),
    Action.MAKE_STATEMENT: lambda case: answering.make_statement(case, HARBOUR.leader, ASKED, now=NOW),
    Action.DELAY_ANSWER: lambda case: answering.delay(case, OFFICE.manager, LATER, now=NOW),
    Action.GIVE_PART: lambda case: answering.give_part(case, REGIONAL_UNIT.manager, FOLLOWED),
    Action.ANSWER: lambda case: answering.answer(case, OFFICE.manager, FOLLOWED, now=NOW),
    Action.REGISTER_ANSWER: lambda case: answering.register(case, HARBOUR.secretary, FOLLOWED, HELD, now=NOW),
    Action.CONFIRM: lambda case: answering.confirm(case, HARBOUR.member),
    Action.DISPUTE: lambda case: answering.dispute(case, HARBOUR.member, ASKED, now=NOW),
    Action.AGREE_FOLLOW_UP: lambda case: ending.agree(case, HARBOUR.leader, FOLLOW_UP, now=NOW),
    Action.REPORT_FOLLOW_UP: lambda case: ending.report_on(case, OFFICE.manager, "f", Progress.DONE, None, now=NOW),
    Action.CLOSE: lambda case: ending.close(case, HARBOUR.member),
    Action.REOPEN: lambda case: ending.reopen(case, HARBOUR.member, new_facts=False, now=NOW),
    Action.RESTRICT: lambda case: ending.restrict(case, HARBOUR.leader, RESTRICTION, now=NOW),
    Action.LIFT_RESTRICTION: lambda case: ending.lift(case, HARBOUR.leader),
}
NO_DECISION = {Action.REPORT, Action.ERASE_TEXT}
"""A case begins by its report, and a text's ledger erases it."""


def test_every_action_is_tried() -> None:
    assert DEEDS.keys() | NO_DECISION == set(Action)


@pytest.mark.parametrize(("state", "action"), [pair for pair in TRANSITIONS if pair[1] in DEEDS])
def test_what_a_state_allows_leads_where_the_table_says(state: State, action: Action) -> None:
    before = a_case(state, action)
    assert evolve(before, DEEDS[action](before)).state is TRANSITIONS[state, action]


@pytest.mark.parametrize(
    ("state", "action"),
    [(state, action) for state, action in product(State, DEEDS) if (state, action) not in TRANSITIONS],
)
def test_what_a_state_does_not_allow_is_refused_with_what_it_does_allow(state: State, action: Action) -> None:
    with pytest.raises(WrongState) as refused:
        DEEDS[action](a_case(state, action))
    if action is Action.TAKE_UP_AGAIN:  # nobody does that
        return
    named = re.findall(r"[a-z_]+", refused.value.detail.partition("possible now:")[2])
    assert named == ([action.value for action in possible(state)] or ["nothing"])


def test_every_state_leads_on() -> None:
    assert all(possible(state) for state in State)


def test_an_action_that_moves_a_case_always_ends_in_the_same_state() -> None:
    moves = sorted((action, after) for (before, action), after in TRANSITIONS.items() if before is not after)
    assert all(one[1] == other[1] for one, other in pairwise(moves) if one[0] == other[0])


def test_nobody_is_waited_for_where_a_case_is_over() -> None:
    assert {"turned_away", "closed", "withdrawn", "merged"} == OVER


def test_people_see_five_words() -> None:
    assert WORDS.keys() == set(State)
    assert set(WORDS.values()) == {"reported", "in_progress", "sent", "awaiting_answer", "done"}


def test_what_is_finished_is_called_done_and_of_what_is_called_done_only_a_follow_up_goes_on() -> None:
    called_done = {state for state, word in WORDS.items() if word is Word.DONE}
    assert called_done - FINISHED == {State.IN_FOLLOW_UP}
    assert called_done > FINISHED > OVER
