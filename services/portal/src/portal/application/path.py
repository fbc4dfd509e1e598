"""A case's way as people see it: five words, what happened under each, and who does what next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from portal.application.resources import Case, Step, Word

WORD_OF: Final[Mapping[str, Word]] = {
    "CaseReported": Word.REPORTED,
    "CaseImported": Word.REPORTED,
    "CasePutOnAgenda": Word.IN_PROGRESS,
    "CasePostponed": Word.IN_PROGRESS,
    "CaseTakenUpAgain": Word.REPORTED,
    "CaseTreated": Word.IN_PROGRESS,
    "CaseSent": Word.SENT,
    "SendingRegretted": Word.IN_PROGRESS,
    "CaseReceived": Word.REPORTED,
    "CaseReturned": Word.IN_PROGRESS,
    "StatementMade": Word.AWAITING_ANSWER,
    "AnswerGiven": Word.AWAITING_ANSWER,
    "AnswerConfirmed": Word.DONE,
    "AnswerDisputed": Word.AWAITING_ANSWER,
    "FollowUpAgreed": Word.DONE,
    "CaseTurnedAway": Word.DONE,
    "CaseWithdrawn": Word.DONE,
    "CaseMerged": Word.DONE,
    "CaseClosed": Word.DONE,
    "CaseReopened": Word.REPORTED,
}
STAYS: Final = (
    *("CaseScheduled", "TurningAwayProposed", "CaseKept", "CaseAppealed", "CaseJoined", "NoteAdded"),
    *("AnswerDelayed", "PartGiven", "FollowUpReported", "CaseRestricted", "RestrictionLifted"),
    *("CaseTakenOver", "AnswerPassedOn"),
)
"""What is told of a case, and leaves it at its word."""
STANDS, FALLS, ORAL, LATE = "AppealDecided stands", "AppealDecided falls", "AnswerGiven oral", "CaseDue overdue"
VARIANTS: Final[Mapping[str, Word | None]] = {
    STANDS: None,
    FALLS: Word.REPORTED,
    ORAL: Word.AWAITING_ANSWER,
    LATE: None,
}
"""What is told in words of its own, though the event is the same."""
_WORDS: Final[Mapping[str, Word | None]] = {**WORD_OF, **dict.fromkeys(STAYS), **VARIANTS}


def told_as(step: Step) -> str:
    """Name the words that tell what happened; none for what nobody has to read."""
    if step.what == "AppealDecided":
        return STANDS if step.stands else FALLS
    if step.what == "AnswerGiven" and step.meeting:
        return ORAL
    if step.what == "CaseDue" and step.late == "overdue":
        return LATE
    return step.what if step.what in _WORDS else ""


@dataclass(frozen=True)
class Stage:
    """One word on the way, and what happened under it."""

    word: Word
    status: str  # completed, active or uncompleted, as Aksel's process calls it
    steps: tuple[Step, ...] = ()


def stages(case: Case) -> list[Stage]:
    """Tell the way the case has come, and the words that lie ahead."""
    way = list(_come(case))
    here = "completed" if case.word is Word.DONE else "active"
    return [
        *(Stage(word, "completed", steps) for word, steps in way[:-1]),
        *(Stage(word, here, steps) for word, steps in way[-1:]),
        *(Stage(word, "uncompleted") for word in _ahead(case.word)),
    ]


def _come(case: Case) -> Iterable[tuple[Word, tuple[Step, ...]]]:
    path = [step for step in case.path if told_as(step)]
    moved = [place for place, step in enumerate(path) if _WORDS[told_as(step)]]
    word: Word | None = None
    steps: tuple[Step, ...] = ()
    for place, step in enumerate(path):
        # The last that moved it ends where the case stands: one of several councils has its answer, and others wait.
        ended = case.word if moved and place == moved[-1] else _WORDS[told_as(step)]
        next_word = ended or word or case.word
        if word is not None and next_word is not word:
            yield word, steps
            steps = ()
        word, steps = next_word, (*steps, step)
    if word is not None:
        yield word, steps


def _ahead(word: Word) -> tuple[Word, ...]:
    words = tuple(Word)
    return words[words.index(word) + 1 :]
