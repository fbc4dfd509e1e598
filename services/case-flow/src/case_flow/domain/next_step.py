"""The one sentence under a case: who does what next, and by when."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from case_flow.domain import deadlines
from case_flow.domain.case import Case
from case_flow.domain.transitions import Action, State
from councilkit.events.cases import Due, Outcome, PartAs, RuleStatus

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
    part: PartAs | None = None  # of an answer
    follow_up: str | None = None


Steps = Sequence[NextStep]


def _reported(case: Case) -> Steps:
    if case.turning_away:
        return [NextStep(Action.TURN_AWAY, council=case.holder, due=case.word_by)]
    if case.word_by and not case.scheduled:
        return [NextStep(Action.SCHEDULE, council=case.holder, due=case.word_by)]
    return _to_treat(case)


def _to_treat(case: Case) -> Steps:
    return [NextStep(Action.PUT_ON_AGENDA, council=case.holder)]


def _turned_away(case: Case) -> Steps:
    to = case.turning_away.appealed_to if case.turning_away else None
    return [NextStep(Action.OVERTURN, council=to)] if to else []


def _after_treatment(case: Case) -> Steps:
    action = AFTER_TREATMENT.get(case.outcome)
    return [NextStep(action, council=case.holder)] if action else []


def _answer(case: Case) -> Steps:
    asked = case.questions[-1]
    parts = [NextStep(Action.GIVE_PART, unit=part.unit, due=part.due, part=part.part) for part in asked.missing]
    return [NextStep(Action.ANSWER, unit=asked.unit, due=asked.due), *parts]


def _receipt(case: Case) -> Steps:
    waiting = [home for home in case.homes if home not in case.received]
    return [NextStep(Action.CONFIRM, council=home, due=case.receipt_by) for home in waiting]


def _follow_up(case: Case) -> Steps:
    agreed = [
        NextStep(
            Action.REPORT_FOLLOW_UP,
            council=None if one.responsible.unit else one.responsible.council,
            unit=one.responsible.unit,
            due=Due(on=one.ends, rule=deadlines.SET_BY_HAND.rule, status=RuleStatus.AGREED, since=one.starts),
            follow_up=one.id,
        )
        for one in case.follow_ups
        if not one.finished
    ]
    return agreed or [NextStep(Action.CLOSE, council=case.home)]


def _nobody(_case: Case) -> Steps:
    return []


AWAITED: Mapping[State, Callable[[Case], Steps]] = {
    State.DRAFT: _nobody,
    State.REPORTED: _reported,
    State.TURNED_AWAY: _turned_away,
    State.ON_AGENDA: lambda case: [NextStep(Action.TREAT, council=case.holder)],
    State.POSTPONED: _nobody,  # it comes back by itself
    State.TREATED: _after_treatment,
    State.SENT: lambda case: [NextStep(Action.RECEIVE, council=case.addressee, due=case.receive_by)],
    State.AWAITING_ANSWER: _answer,
    State.COMING_HOME: _receipt,
    State.ANSWERED: _nobody,
    State.IN_FOLLOW_UP: _follow_up,
    State.CLOSED: _nobody,
    State.WITHDRAWN: _nobody,
    State.MERGED: _nobody,
}


def next_steps(case: Case, *, meeting_off: bool = False) -> Steps:
    """Tell all that the case waits for, the first of them the one that it is told with.

    Nobody is waited for once a case is answered, or was treated with an orientation or a discussion. A case whose
    meeting will not take place waits for another one.
    """
    if meeting_off and case.state is State.ON_AGENDA:
        return _to_treat(case)
    return AWAITED[case.state](case)


def next_step(case: Case, *, meeting_off: bool = False) -> NextStep | None:
    """Tell what the case waits for first."""
    return next(iter(next_steps(case, meeting_off=meeting_off)), None)
