from dataclasses import replace
from datetime import date

import pytest

from case_flow.domain.case import Case
from case_flow.domain.next_step import NextStep, next_step
from case_flow.domain.question import Question
from case_flow.domain.transitions import Action, State, possible
from councilkit.events.cases import Due, Outcome, RuleStatus
from councilkit.events.councils import Language

DUE = Due(on=date(2026, 12, 1), rule="receive", status=RuleStatus.PROPOSED)
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
    questions=(Question("0800", LATER),),
)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.REPORTED, NextStep(Action.PUT_ON_AGENDA, council="region")),
        (State.ON_AGENDA, NextStep(Action.TREAT, council="region")),
        (State.SENT, NextStep(Action.RECEIVE, council="centre", due=DUE)),
        (State.AWAITING_ANSWER, NextStep(Action.ANSWER, unit="0800", due=LATER)),
        (State.COMING_HOME, NextStep(Action.CONFIRM, council="harbour")),
        (State.ANSWERED, None),
    ],
)
def test_who_does_what_next_and_by_when(state: State, expected: NextStep | None) -> None:
    assert next_step(replace(CASE, state=state)) == expected


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
