from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from case_flow.domain.case import Case
from case_flow.domain.follow_up import FollowUp
from case_flow.domain.next_step import NextStep, next_step, next_steps
from case_flow.domain.question import Part, Question
from case_flow.domain.transitions import Action, State, possible
from case_flow.domain.turning_away import TurningAway
from councilkit.events.case_words import Party, Progress, Unfit
from councilkit.events.cases import Due, Outcome, PartAs, RuleStatus
from councilkit.events.councils import Language

DUE = Due(on=date(2026, 12, 1), rule="receive", status=RuleStatus.PROPOSED)
DAY = date(2026, 11, 24)
WORD = Due(on=DAY, rule="word", status=RuleStatus.PROPOSED)
LATER = Due(on=date(2027, 1, 4), rule="answer-local", status=RuleStatus.PROPOSED)
CASE = Case(
    id="c",
    reference="26-1",
    origin="harbour",
    lines=(),
    language=Language.NB,
    holder="region",
    path=("harbour", "region", "centre"),
    receive_by=DUE,
    questions=(Question("0800", LATER, parts=(Part("0900", PartAs.LINE, DUE),)),),
    joined=("valley",),
    word_by=WORD,
)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.DRAFT, []),
        (State.REPORTED, [NextStep(Action.SCHEDULE, council="region", due=WORD)]),
        (State.TURNED_AWAY, []),
        (State.ON_AGENDA, [NextStep(Action.TREAT, council="region")]),
        (State.POSTPONED, []),
        (State.SENT, [NextStep(Action.RECEIVE, council="centre", due=DUE)]),
        (
            State.AWAITING_ANSWER,
            [
                NextStep(Action.ANSWER, unit="0800", due=LATER),
                NextStep(Action.GIVE_PART, unit="0900", due=DUE, part=PartAs.LINE),
            ],
        ),
        (State.COMING_HOME, [NextStep(Action.CONFIRM, council="harbour"), NextStep(Action.CONFIRM, council="valley")]),
        (State.ANSWERED, []),
        (State.IN_FOLLOW_UP, [NextStep(Action.CLOSE, council="harbour")]),
        (State.CLOSED, []),
        (State.WITHDRAWN, []),
        (State.MERGED, []),
    ],
)
def test_who_does_what_next_and_by_when(state: State, expected: list[NextStep]) -> None:
    assert [*next_steps(replace(CASE, state=state))] == expected
    assert next_step(replace(CASE, state=state)) == next(iter(expected), None)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({"scheduled": DAY}, NextStep(Action.PUT_ON_AGENDA, council="region"), id="when it is taken up"),
        pytest.param({"word_by": None}, NextStep(Action.PUT_ON_AGENDA, council="region"), id="nothing was promised"),
        pytest.param(
            {"turning_away": TurningAway(Unfit.OUTSIDE_MANDATE)},
            NextStep(Action.TURN_AWAY, council="region", due=WORD),
            id="that it may be none for them",
        ),
    ],
)
def test_what_a_reported_case_waits_for_once_something_was_said(said: dict[str, Any], expected: NextStep) -> None:
    assert next_step(replace(CASE, **said)) == expected


def test_the_council_above_decides_once_it_is_asked_whether_it_was_right_to_turn_a_case_away() -> None:
    away = TurningAway(Unfit.OUTSIDE_MANDATE, by_user=True, appealed_to="centre")
    appealed = replace(CASE, state=State.TURNED_AWAY, turning_away=away)
    assert next_step(appealed) == NextStep(Action.OVERTURN, council="centre")


def test_nobody_is_asked_again_who_has_told_or_given_it_already() -> None:
    asked = CASE.questions[-1]
    given = replace(asked, parts=(replace(asked.parts[0], given=True),))
    answering = replace(CASE, state=State.AWAITING_ANSWER, questions=(given,))
    assert next_steps(answering) == [NextStep(Action.ANSWER, unit="0800", due=LATER)]
    home = replace(CASE, state=State.COMING_HOME, received=frozenset({"harbour"}))
    assert next_steps(home) == [NextStep(Action.CONFIRM, council="valley")]


def test_what_was_agreed_is_waited_for_at_whoever_is_responsible_and_then_the_case_is_closed() -> None:
    at_unit = FollowUp("f", Party(unit="0800"), DAY, LATER.on)
    at_council = FollowUp("g", Party(council="valley"), DAY, LATER.on, progress=Progress.UNDER_WAY)
    done = FollowUp("h", Party(council="harbour"), DAY, LATER.on, progress=Progress.DROPPED)
    steps = next_steps(replace(CASE, state=State.IN_FOLLOW_UP, follow_ups=(at_unit, at_council, done)))
    assert [(step.action, step.council, step.unit, step.follow_up) for step in steps] == [
        (Action.REPORT_FOLLOW_UP, None, "0800", "f"),
        (Action.REPORT_FOLLOW_UP, "valley", None, "g"),
    ]
    assert {step.due.on for step in steps if step.due} == {LATER.on}


def test_a_case_whose_meeting_will_not_take_place_waits_for_another_one() -> None:
    waiting = replace(CASE, state=State.ON_AGENDA)
    assert next_step(waiting, meeting_off=True) == NextStep(Action.PUT_ON_AGENDA, council="region")


@pytest.mark.parametrize(
    ("outcome", "action"),
    [
        pytest.param(Outcome.HOP, Action.SEND, id="it was to go on"),
        pytest.param(Outcome.STATEMENT, Action.MAKE_STATEMENT, id="it was to be stated"),
        pytest.param(None, Action.MAKE_STATEMENT, id="it came back"),
        pytest.param(Outcome.ORIENTATION, None, id="it was taken for information"),
        pytest.param(Outcome.DISCUSSION, None, id="it was discussed"),
    ],
)
def test_what_a_treated_case_waits_for(outcome: Outcome | None, action: Action | None) -> None:
    step = next_step(replace(CASE, state=State.TREATED, outcome=outcome))
    assert step == (action and NextStep(action, council="region"))


@pytest.mark.parametrize("state", State)
def test_the_next_step_is_always_possible(state: State) -> None:
    step = next_step(replace(CASE, state=state, outcome=Outcome.HOP))
    assert step is None or step.action in possible(state)
