"""The words of rounds that pages show, by the context they are shown in."""

from collections.abc import Iterable, Mapping
from typing import Final

from portal.application.rounds import ANSWER, CONCLUDE, ERASE, OPEN, OPEN_ASKS, QUESTIONS, STANCES

DEEDS: Final = (OPEN, ANSWER, CONCLUDE, ERASE)
WAITS: Final = (ANSWER, CONCLUDE)
ASKED: Final = tuple(name for name in (*OPEN_ASKS, "told", "which") if name not in QUESTIONS[1:])
PROBLEMS: Final = (
    *("round-over", "round-goes-on", "not-in-the-round", "later-than-asked", "day-far-off", "nothing-said"),
    *("questions-unanswered", "has-not-answered", "about-a-restricted-case", "no-such-route asked"),
    *("day-passed answer_by", "asked-twice asked"),
)
WORDS: Final[Mapping[str, Iterable[str]]] = {
    "stance": STANCES,
    "round": ("open", "concluded"),
}
