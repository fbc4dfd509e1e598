"""The words about answers and agreements that pages show, by the context they are shown in."""

from collections.abc import Iterable, Mapping
from typing import Final

from councilkit.events.case_words import Late, Progress
from councilkit.events.cases import PartAs
from portal.application.answering import ACTIONS, KEEPING

ASKED: Final = ("what", "responsible", "progress", "ends")
PROBLEMS: Final = (
    *("parts-missing", "owner-has-not-agreed", "too-many-sentences", "back-to-front", "finished-before"),
)
DONE: Final = (KEEPING,)
WORDS: Final[Mapping[str, Iterable[str]]] = {
    "go-on": ACTIONS,
    "late": tuple(Late),
    "part": tuple(PartAs),
    "progress": tuple(Progress),
}
