"""The life of a case as one table."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    REPORTED = "reported"
    ON_AGENDA = "on_agenda"
    TREATED = "treated"
    SENT = "sent"
    AWAITING_ANSWER = "awaiting_answer"
    COMING_HOME = "coming_home"
    ANSWERED = "answered"


class Action(StrEnum):
    PUT_ON_AGENDA = "put_on_agenda"
    TREAT = "treat_case"
    SEND = "send_case"
    RECEIVE = "receive_case"
    RETURN = "return_case"
    MAKE_STATEMENT = "make_statement"
    ANSWER = "give_answer"
    CONFIRM = "confirm_answer"
    DISPUTE = "dispute_answer"


TRANSITIONS: Mapping[tuple[State, Action], State] = {
    (State.REPORTED, Action.PUT_ON_AGENDA): State.ON_AGENDA,
    (State.ON_AGENDA, Action.PUT_ON_AGENDA): State.ON_AGENDA,  # of another meeting, when the first never comes
    (State.ON_AGENDA, Action.TREAT): State.TREATED,
    (State.TREATED, Action.SEND): State.SENT,  # the holder changes at RECEIVE, not here
    (State.TREATED, Action.MAKE_STATEMENT): State.AWAITING_ANSWER,
    (State.SENT, Action.RECEIVE): State.REPORTED,
    (State.SENT, Action.RETURN): State.TREATED,
    (State.AWAITING_ANSWER, Action.ANSWER): State.COMING_HOME,
    (State.COMING_HOME, Action.CONFIRM): State.ANSWERED,  # the case is with its origin again
    (State.COMING_HOME, Action.DISPUTE): State.AWAITING_ANSWER,
    (State.ANSWERED, Action.DISPUTE): State.AWAITING_ANSWER,
}

# Where an action ends does not depend on where it began. So a history is read by this alone: a rule that is taken
# out of the table one day must not make the cases unreadable that it once moved.
ENDS_IN: Mapping[Action, State] = {action: after for (_, action), after in TRANSITIONS.items()}


def possible(state: State) -> list[Action]:
    return [action for before, action in TRANSITIONS if before is state]


class Word(StrEnum):
    """The five words that people see; the states behind them are details."""

    REPORTED = "reported"
    IN_PROGRESS = "in_progress"
    SENT = "sent"
    AWAITING_ANSWER = "awaiting_answer"
    DONE = "done"


WORDS: Mapping[State, Word] = {
    State.REPORTED: Word.REPORTED,
    State.ON_AGENDA: Word.IN_PROGRESS,
    State.TREATED: Word.IN_PROGRESS,
    State.SENT: Word.SENT,
    State.AWAITING_ANSWER: Word.AWAITING_ANSWER,
    State.COMING_HOME: Word.AWAITING_ANSWER,
    State.ANSWERED: Word.DONE,
}
