"""The one sentence under a case: who does what next, and by when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from case_flow.domain.case import Case
from case_flow.domain.transitions import Action, State
from councilkit.events.cases import Due, Outcome

# None is the outcome of a case that came back: its sender asks whom it can ask itself.
AFTER_TREATMENT: Mapping[Outcome | None, Action] = {
    Outcome.HOP: Action.SEND,
    Outcome.STATEMENT: Action.MAKE_STATEMENT,
    None: Action.MAKE_STATEMENT,
}


@dataclass(frozen=True)
class NextStep:
    action: Action
    council: str | None = None
    unit: str | None = None
    due: Due | None = None


def _after_treatment(case: Case) -> NextStep | None:
    action = AFTER_TREATMENT.get(case.outcome)
    return NextStep(action, council=case.holder) if action else None


AWAITED: Mapping[State, Callable[[Case], NextStep | None]] = {
    State.REPORTED: lambda case: NextStep(Action.PUT_ON_AGENDA, council=case.holder),
    State.ON_AGENDA: lambda case: NextStep(Action.TREAT, council=case.holder),
    State.TREATED: _after_treatment,
    State.SENT: lambda case: NextStep(Action.RECEIVE, council=case.addressee, due=case.receive_by),
    State.AWAITING_ANSWER: lambda case: NextStep(Action.ANSWER, unit=case.unit, due=case.questions[-1].due),
    State.COMING_HOME: lambda case: NextStep(Action.CONFIRM, council=case.home),
    State.ANSWERED: lambda _: None,
}


def next_step(case: Case, *, meeting_off: bool = False) -> NextStep | None:
    """Nobody is waited for once a case is answered, or was treated with an orientation or a discussion.

    A case whose meeting will not take place waits for another one.
    """
    state = State.REPORTED if meeting_off and case.state is State.ON_AGENDA else case.state
    return AWAITED[state](case)
