"""Who hears by mail of a round: those who are asked, and who asked when its day has come. One table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from councilkit.events import Event
from councilkit.events.case_words import Late, Party
from councilkit.events.cases import Due
from councilkit.events.rounds import RoundConcluded, RoundDue, RoundOpened
from notifier.domain.case_news import As, Ear
from notifier.domain.case_story import Told


@dataclass(frozen=True)
class RoundStory:
    id: str
    council: str
    to: tuple[str, ...]
    answered: frozenset[str]
    due: Due
    told: Mapping[str, Told] = field(default_factory=dict)
    reporters: Mapping[str, str] = field(default_factory=dict)
    """Nobody alone opens a round: it is the council's."""

    def latest(self, entry: str) -> Told | None:
        return next((told for told in self.told.values() if told.entry == entry), None)


def _to(_event: object, round: RoundStory) -> Iterable[Party]:
    return [Party(council=one) for one in round.to]


def _copies(event: RoundOpened, _round: RoundStory) -> Iterable[Party]:
    return [Party(council=one) for one in event.copies]


def _missing(event: RoundDue, _round: RoundStory) -> Iterable[Party]:
    return [Party(council=one) for one in event.missing]


def _who_asked(event: RoundDue, round: RoundStory) -> Iterable[Party]:
    return [Party(council=round.council)] if event.late is Late.OVERDUE else []


ROUND_NEWS: Mapping[type[Event], Sequence[Ear]] = {
    RoundOpened: [Ear(As.RECEIVER, _to), Ear(As.COPIED, _copies)],
    RoundDue: [Ear(As.RECEIVER, _missing), Ear(As.DESK, _who_asked)],
    RoundConcluded: [Ear(As.RECEIVER, _to)],
}
