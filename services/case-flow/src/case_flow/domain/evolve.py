"""What each event makes of a case. The same table feeds commands and cards, so the two cannot disagree."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from case_flow.domain.case import Case, Question
from case_flow.domain.transitions import ENDS_IN, Action
from councilkit.events import Event
from councilkit.events.cases import (
    AnswerConfirmed,
    AnswerDisputed,
    AnswerGiven,
    AnswerPassedOn,
    CasePutOnAgenda,
    CaseReceived,
    CaseReported,
    CaseReturned,
    CaseSent,
    CaseTakenOver,
    CaseTreated,
    StatementMade,
)


@dataclass(frozen=True)
class Effect:
    """The action that an event came of, and what it changes beside the state; without an action that stays."""

    action: Action | None
    changes: Callable[[Case, Any], Mapping[str, Any]] = lambda _case, _event: {}


EFFECTS: Mapping[type[Event], Effect] = {
    CasePutOnAgenda: Effect(Action.PUT_ON_AGENDA, lambda _, event: {"meeting": event.meeting}),
    CaseTreated: Effect(Action.TREAT, lambda _, event: {"outcome": event.outcome}),
    CaseSent: Effect(Action.SEND, lambda case, event: {"path": (*case.path, event.to), "receive_by": event.due}),
    CaseReceived: Effect(Action.RECEIVE, lambda _, event: {"holder": event.council, "meeting": None, "outcome": None}),
    CaseReturned: Effect(Action.RETURN, lambda *_: {"outcome": None}),
    StatementMade: Effect(Action.MAKE_STATEMENT, lambda case, event: {"questions": _asked_too(case, event)}),
    AnswerGiven: Effect(Action.ANSWER),
    AnswerConfirmed: Effect(Action.CONFIRM, lambda _, event: {"holder": event.council}),
    AnswerDisputed: Effect(Action.DISPUTE, lambda case, event: {"questions": _asked_too(case, event)}),
    CaseTakenOver: Effect(None, lambda case, event: _handed_on(case, event.council, event.to)),
    AnswerPassedOn: Effect(None, lambda case, event: {"questions": _passed_on(case, event)}),
}


def evolve(case: Case | None, event: Event) -> Case:
    if isinstance(event, CaseReported):
        return _reported(event)
    if case is None:
        raise ValueError(f"A case begins with its report, not with {event.TYPE}")
    effect = EFFECTS.get(type(event))
    if effect is None:  # a text was erased: the case is where it was
        return case
    state = ENDS_IN[effect.action] if effect.action else case.state
    return replace(case, state=state, **effect.changes(case, event))


def _reported(event: CaseReported) -> Case:
    return Case(
        id=event.case,
        reference=event.reference,
        origin=event.council,
        lines=event.lines,
        language=event.language,
        holder=event.council,
        path=(event.council,),
    )


def _asked_too(case: Case, event: StatementMade | AnswerDisputed) -> tuple[Question, ...]:
    return (*case.questions, Question(event.unit, event.due))


def _handed_on(case: Case, closed: str, heir: str) -> Mapping[str, Any]:
    def now(council: str) -> str:
        return heir if council == closed else council

    path = tuple(now(council) for council in case.path)
    return {"path": path, "holder": now(case.holder), "closed": (*case.closed, closed)}


def _passed_on(case: Case, event: AnswerPassedOn) -> tuple[Question, ...]:
    return tuple(
        replace(question, unit=event.successor) if question.unit == event.unit else question
        for question in case.questions
    )
