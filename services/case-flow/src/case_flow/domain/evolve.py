"""What each event makes of a case. The same table feeds commands and cards, so the two cannot disagree."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from case_flow.domain import retold
from case_flow.domain.case import Case
from case_flow.domain.transitions import ENDS_IN, Action
from councilkit.events import Event
from councilkit.events.case_life import (
    AnswerDelayed,
    AppealDecided,
    CaseAppealed,
    CaseClosed,
    CaseDue,
    CaseImported,
    CaseJoined,
    CaseKept,
    CaseMerged,
    CasePostponed,
    CaseReopened,
    CaseRestricted,
    CaseScheduled,
    CaseTakenUpAgain,
    CaseTurnedAway,
    CaseWithdrawn,
    FollowUpAgreed,
    FollowUpReported,
    NoteAdded,
    PartGiven,
    RestrictionLifted,
    SendingRegretted,
    TurningAwayProposed,
)
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

    action: Action | None = None
    changes: Callable[[Case, Any], Mapping[str, Any]] = lambda _case, _event: {}


EFFECTS: Mapping[type[Event], Effect] = {
    CaseScheduled: Effect(None, lambda _, event: {"scheduled": event.on, "word_by": None, "turning_away": None}),
    TurningAwayProposed: Effect(None, retold.turning_away),
    CaseKept: Effect(None, lambda *_: {"turning_away": None}),
    CaseTurnedAway: Effect(Action.TURN_AWAY, retold.turned_away),
    CaseAppealed: Effect(None, retold.appealed),
    AppealDecided: Effect(None, retold.appeal_decided),
    CasePutOnAgenda: Effect(Action.PUT_ON_AGENDA, retold.put_on_agenda),
    CasePostponed: Effect(Action.POSTPONE, retold.postponed),
    CaseTakenUpAgain: Effect(Action.TAKE_UP_AGAIN, lambda *_: {"returns": None}),
    CaseTreated: Effect(Action.TREAT, lambda _, event: {"outcome": event.outcome, "postponed": 0}),
    CaseWithdrawn: Effect(Action.WITHDRAW),
    CaseMerged: Effect(Action.MERGE, lambda _, event: {"into": event.into}),
    CaseJoined: Effect(None, lambda case, event: {"joined": (*case.joined, *event.origins)}),
    CaseSent: Effect(Action.SEND, retold.sent),
    SendingRegretted: Effect(Action.REGRET_SENDING, retold.regretted),
    CaseReceived: Effect(Action.RECEIVE, retold.received),
    CaseReturned: Effect(Action.RETURN, retold.came_back),
    NoteAdded: Effect(),
    StatementMade: Effect(Action.MAKE_STATEMENT, retold.asked),
    AnswerDelayed: Effect(None, retold.delayed),
    PartGiven: Effect(None, retold.part_given),
    AnswerGiven: Effect(Action.ANSWER, retold.answered),
    AnswerConfirmed: Effect(Action.CONFIRM, retold.confirmed),
    AnswerDisputed: Effect(Action.DISPUTE, retold.asked_again),
    FollowUpAgreed: Effect(Action.AGREE_FOLLOW_UP, retold.agreed),
    FollowUpReported: Effect(None, retold.reported_on),
    CaseClosed: Effect(Action.CLOSE),
    CaseReopened: Effect(Action.REOPEN, retold.reopened),
    CaseRestricted: Effect(None, retold.restricted),
    RestrictionLifted: Effect(None, lambda *_: {"restriction": None}),
    CaseTakenOver: Effect(None, lambda case, event: retold.handed_on(case, event.council, event.to)),
    AnswerPassedOn: Effect(None, retold.passed_on),
    CaseDue: Effect(),
}
"""What each event makes of a case that is there."""

BEGINNINGS: Mapping[type[Event], Callable[[Any], Case]] = {
    CaseReported: retold.reported,
    CaseImported: retold.imported,
}


def evolve(case: Case | None, event: Event) -> Case:
    if begin := BEGINNINGS.get(type(event)):
        return begin(event)
    if case is None:
        raise ValueError(f"A case begins with its report, not with {event.TYPE}")
    effect = EFFECTS.get(type(event))
    if effect is None:  # a text was erased: the case is where it was
        return case
    state = ENDS_IN[effect.action] if effect.action else case.state
    return _with(case, {"state": state, **effect.changes(case, event)})


# Whoever reads a case, or takes in an event of it, goes through its whole life. `replace` asks every field by itself,
# and that took ten times as long: the largest part of the time in which a view was built anew. So a case must keep
# nothing beside its fields (no cached property): it would be handed on to what the case is next.
def _with(case: Case, changes: Mapping[str, Any]) -> Case:
    after = object.__new__(Case)
    vars(after).update(vars(case), **changes)
    return after
