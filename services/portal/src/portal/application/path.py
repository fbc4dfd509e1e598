"""A case's way as people see it: five words, what happened under each, and who does what next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from portal.application.resources import Case, Step, Word

WORD_OF: Final[Mapping[str, Word]] = {
    "CaseReported": Word.REPORTED,
    "CasePutOnAgenda": Word.IN_PROGRESS,
    "CaseTreated": Word.IN_PROGRESS,
    "CaseSent": Word.SENT,
    "CaseReceived": Word.REPORTED,
    "CaseReturned": Word.IN_PROGRESS,
    "StatementMade": Word.AWAITING_ANSWER,
    "AnswerGiven": Word.AWAITING_ANSWER,
    "AnswerConfirmed": Word.DONE,
    "AnswerDisputed": Word.AWAITING_ANSWER,
}
HANDED_ON: Final = ("CaseTakenOver", "AnswerPassedOn")
"""What changes who is concerned, and leaves the case at its word."""


@dataclass(frozen=True)
class Stage:
    """One word on the way, and what happened under it."""

    word: Word
    status: str  # completed, active or uncompleted, as Aksel's process calls it
    steps: tuple[Step, ...] = ()


def stages(case: Case) -> list[Stage]:
    """Tell the way the case has come, and the words that lie ahead."""
    way = list(_come(case.path))
    here = "completed" if case.word is Word.DONE else "active"
    return [
        *(Stage(word, "completed", steps) for word, steps in way[:-1]),
        *(Stage(word, here, steps) for word, steps in way[-1:]),
        *(Stage(word, "uncompleted") for word in _ahead(case.word)),
    ]


def _come(path: Iterable[Step]) -> Iterable[tuple[Word, tuple[Step, ...]]]:
    word: Word | None = None
    steps: tuple[Step, ...] = ()
    for step in path:
        next_word = word if step.what in HANDED_ON else WORD_OF[step.what]
        if word is not None and next_word is not word:
            yield word, steps
            steps = ()
        word, steps = next_word, (*steps, step)
    if word is not None:
        yield word, steps


def _ahead(word: Word) -> tuple[Word, ...]:
    words = tuple(Word)
    return words[words.index(word) + 1 :]
