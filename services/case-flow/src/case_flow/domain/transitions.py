"""The life of a case as one table."""

from collections.abc import Collection, Mapping
from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"  # nobody but its writer knows of it yet
    REPORTED = "reported"
    TURNED_AWAY = "turned_away"
    ON_AGENDA = "on_agenda"
    POSTPONED = "postponed"
    TREATED = "treated"
    SENT = "sent"
    AWAITING_ANSWER = "awaiting_answer"
    COMING_HOME = "coming_home"
    ANSWERED = "answered"
    IN_FOLLOW_UP = "in_follow_up"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class Action(StrEnum):
    REPORT = "report_case"
    SCHEDULE = "schedule_case"
    PROPOSE_TURNING_AWAY = "propose_turning_away"
    KEEP = "keep_case"
    TURN_AWAY = "turn_away"
    APPEAL = "appeal"
    UPHOLD = "uphold"
    OVERTURN = "overturn"
    PUT_ON_AGENDA = "put_on_agenda"
    POSTPONE = "postpone_case"
    TAKE_UP_AGAIN = "take_up_again"
    TREAT = "treat_case"
    WITHDRAW = "withdraw_case"
    MERGE = "merge_case"
    SEND = "send_case"
    REGRET_SENDING = "regret_sending"
    RECEIVE = "receive_case"
    RETURN = "return_case"
    ADD_NOTE = "add_note"
    MAKE_STATEMENT = "make_statement"
    DELAY_ANSWER = "delay_answer"
    GIVE_PART = "give_part"
    ANSWER = "give_answer"
    REGISTER_ANSWER = "register_answer"
    CONFIRM = "confirm_answer"
    DISPUTE = "dispute_answer"
    AGREE_FOLLOW_UP = "agree_follow_up"
    REPORT_FOLLOW_UP = "report_follow_up"
    CLOSE = "close_case"
    REOPEN = "reopen_case"
    RESTRICT = "restrict_case"
    LIFT_RESTRICTION = "lift_restriction"
    ERASE_TEXT = "erase_text"


MOVES: Mapping[tuple[State, Action], State] = {
    (State.DRAFT, Action.REPORT): State.REPORTED,
    (State.REPORTED, Action.PUT_ON_AGENDA): State.ON_AGENDA,
    (State.REPORTED, Action.TURN_AWAY): State.TURNED_AWAY,
    (State.REPORTED, Action.WITHDRAW): State.WITHDRAWN,
    (State.REPORTED, Action.MERGE): State.MERGED,
    (State.TURNED_AWAY, Action.OVERTURN): State.REPORTED,
    (State.ON_AGENDA, Action.TREAT): State.TREATED,
    (State.ON_AGENDA, Action.PUT_ON_AGENDA): State.ON_AGENDA,  # of another meeting, when the first never comes
    (State.ON_AGENDA, Action.POSTPONE): State.POSTPONED,
    (State.ON_AGENDA, Action.WITHDRAW): State.WITHDRAWN,
    (State.POSTPONED, Action.TAKE_UP_AGAIN): State.REPORTED,  # by itself, on the day that was set
    (State.POSTPONED, Action.PUT_ON_AGENDA): State.ON_AGENDA,
    (State.POSTPONED, Action.WITHDRAW): State.WITHDRAWN,
    (State.POSTPONED, Action.MERGE): State.MERGED,
    (State.TREATED, Action.SEND): State.SENT,  # the holder changes at RECEIVE, not here
    (State.TREATED, Action.MAKE_STATEMENT): State.AWAITING_ANSWER,
    (State.TREATED, Action.PUT_ON_AGENDA): State.ON_AGENDA,  # what comes back is treated anew, under a new number
    (State.TREATED, Action.MERGE): State.MERGED,
    (State.TREATED, Action.AGREE_FOLLOW_UP): State.IN_FOLLOW_UP,
    (State.TREATED, Action.CLOSE): State.CLOSED,
    (State.SENT, Action.RECEIVE): State.REPORTED,
    (State.SENT, Action.RETURN): State.TREATED,
    (State.SENT, Action.REGRET_SENDING): State.TREATED,
    (State.AWAITING_ANSWER, Action.ANSWER): State.COMING_HOME,
    (State.AWAITING_ANSWER, Action.REGISTER_ANSWER): State.COMING_HOME,
    (State.COMING_HOME, Action.CONFIRM): State.ANSWERED,  # the case is with its origin again
    (State.COMING_HOME, Action.DISPUTE): State.AWAITING_ANSWER,
    (State.ANSWERED, Action.DISPUTE): State.AWAITING_ANSWER,
    (State.ANSWERED, Action.SEND): State.SENT,  # an answer need not be the end of it
    (State.ANSWERED, Action.AGREE_FOLLOW_UP): State.IN_FOLLOW_UP,
    (State.ANSWERED, Action.CLOSE): State.CLOSED,
    (State.ANSWERED, Action.REOPEN): State.REPORTED,
    (State.IN_FOLLOW_UP, Action.AGREE_FOLLOW_UP): State.IN_FOLLOW_UP,
    (State.IN_FOLLOW_UP, Action.CLOSE): State.CLOSED,
    (State.CLOSED, Action.REOPEN): State.REPORTED,
    (State.WITHDRAWN, Action.REOPEN): State.REPORTED,
}

OVER = frozenset({State.TURNED_AWAY, State.CLOSED, State.WITHDRAWN, State.MERGED})
"""The states in which nobody is to do anything."""

FINISHED = OVER | {State.ANSWERED}
"""The states of which people are told that the case is finished; what was answered may still be taken further."""

OUT = frozenset({State.AWAITING_ANSWER, State.COMING_HOME})
"""The states in which an answer has not come home."""

_REPORTED = frozenset(State) - {State.DRAFT}

STAYS: Mapping[Action, Collection[State]] = {
    Action.SCHEDULE: (State.REPORTED,),
    Action.PROPOSE_TURNING_AWAY: (State.REPORTED,),
    Action.KEEP: (State.REPORTED,),
    Action.APPEAL: (State.TURNED_AWAY,),
    Action.UPHOLD: (State.TURNED_AWAY,),
    Action.DELAY_ANSWER: (State.AWAITING_ANSWER,),
    Action.GIVE_PART: (State.AWAITING_ANSWER,),
    Action.REPORT_FOLLOW_UP: (State.IN_FOLLOW_UP,),
    Action.ADD_NOTE: tuple(state for state in State if state in _REPORTED - OVER),
    Action.RESTRICT: tuple(state for state in State if state in _REPORTED),
    Action.LIFT_RESTRICTION: tuple(state for state in State if state in _REPORTED),
    Action.ERASE_TEXT: tuple(state for state in State if state in _REPORTED),
}
"""What leaves a case in the state that it is in."""

TRANSITIONS: Mapping[tuple[State, Action], State] = {
    **MOVES,
    **{(state, action): state for action, states in STAYS.items() for state in states},
}

# Where an action ends does not depend on where it began. So a history is read by this alone: a rule that is taken
# out of the table one day must not make the cases unreadable that it once moved.
ENDS_IN: Mapping[Action, State] = {action: after for (_, action), after in MOVES.items()}


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
    State.DRAFT: Word.REPORTED,
    State.REPORTED: Word.REPORTED,
    State.TURNED_AWAY: Word.DONE,
    State.ON_AGENDA: Word.IN_PROGRESS,
    State.POSTPONED: Word.IN_PROGRESS,
    State.TREATED: Word.IN_PROGRESS,
    State.SENT: Word.SENT,
    State.AWAITING_ANSWER: Word.AWAITING_ANSWER,
    State.COMING_HOME: Word.AWAITING_ANSWER,
    State.ANSWERED: Word.DONE,
    State.IN_FOLLOW_UP: Word.DONE,
    State.CLOSED: Word.DONE,
    State.WITHDRAWN: Word.DONE,
    State.MERGED: Word.DONE,
}
