"""The texts of a case that may be deleted for good, one at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from portal.application.resources import Case, Step

APART: Final = "|"


@dataclass(frozen=True)
class CaseText:
    """A text, by the entry that it stands beside and its name there."""

    step: Step
    name: str
    words: str

    @property
    def value(self) -> str:
        return f"{self.step.entry}{APART}{self.name}"


def texts(case: Case) -> list[CaseText]:
    """Tell all that are not deleted and that the reader may see, the newest first."""
    return list(_texts(case))[::-1]


def found(case: Case, value: str) -> CaseText | None:
    return next((one for one in _texts(case) if one.value == value), None)


def _texts(case: Case) -> Iterator[CaseText]:
    for step in case.path:
        for name, words in step.texts.items():
            if words and step.entry:
                yield CaseText(step, name, words)
