"""What case-flow tells of rounds: a council asks others the same questions, and builds its own answer of theirs."""

from enum import StrEnum

from councilkit.events.base import Event
from councilkit.events.case_words import Late
from councilkit.events.cases import Due


class Stance(StrEnum):
    """What a council thinks of a proposal; to a question it has no stance, only a comment."""

    FOR = "for"
    PARTLY = "partly"
    AGAINST = "against"
    NONE = "none"


class RoundOpened(Event, type="raadslag.round.opened.v1"):
    """A council asks others by a day. Texts: title, intro, and question_1, question_2 … as many as `questions` says.

    `case` is what it is about, if it is about one; `within` is the round that it was asked in itself. `copies` are
    the councils between sender and receivers, which hear of it.
    """

    round: str
    council: str
    to: tuple[str, ...]
    questions: int
    due: Due
    case: str | None = None
    within: str | None = None
    copies: tuple[str, ...] = ()


class RoundAnswered(Event, type="raadslag.round.answered.v1"):
    """A council has answered, or has answered anew. Texts: comment_1, comment_2 …, where it has something to say.

    `rests_on` are the rounds of its own that it held within this one, and `contributed` those who had answered there.
    """

    round: str
    council: str
    stances: tuple[Stance, ...]
    rests_on: tuple[str, ...] = ()
    contributed: tuple[str, ...] = ()


class RoundDue(Event, type="raadslag.round.due.v1"):
    """Time passes: these councils have not answered."""

    round: str
    late: Late
    missing: tuple[str, ...]


class RoundConcluded(Event, type="raadslag.round.concluded.v1"):
    """The sender thanks, and tells what came of it. Text: outcome. `contributed` are those whose input is in it."""

    round: str
    council: str
    contributed: tuple[str, ...]


class RoundTakenOver(Event, type="raadslag.round.taken-over.v1"):
    """A council is no more: wherever it stood in the round, `to` stands now."""

    round: str
    council: str
    to: str
