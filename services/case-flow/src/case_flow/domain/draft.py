"""A case that is being written: nobody but its writer knows of it yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from case_flow.domain.policy import POLICY, A, Relation
from case_flow.domain.transitions import Action
from councilkit.events.case_words import Phase, StartedBy, Theme
from councilkit.events.cases import Line
from councilkit.ids import derived_id
from councilkit.policy import NotAllowed
from councilkit.workdays import OSLO

KEPT = timedelta(days=90)
"""So long a draft is kept after its last change, unless its writer's term ends before: then nobody reads it."""

MOST = 50
"""So many drafts one term has at most."""

NEEDED = ("title", "short", "description", "lines")


@dataclass(frozen=True)
class Draft:
    """`writer` is the term that writes it, and that reports it in the end; `last` is that term's last day, if known."""

    id: str
    writer: str
    council: str
    changed: datetime
    title: str | None = None
    short: str | None = None
    description: str | None = None
    lines: tuple[Line, ...] = ()
    phase: Phase | None = None
    theme: Theme | None = None
    started_by: StartedBy | None = None
    last: date | None = None

    @property
    def case(self) -> str:
        return case_of_draft(self.writer, self.id)

    @property
    def kept_until(self) -> datetime:
        kept = self.changed + KEPT
        return min(kept, end_of(self.last)) if self.last else kept

    @property
    def missing(self) -> list[str]:
        """Name what must still be written before it can be reported."""
        return [name for name in NEEDED if not getattr(self, name)]


def end_of(day: date) -> datetime:
    """Tell the moment at which a day is over."""
    return datetime.combine(day + timedelta(days=1), time(), OSLO).astimezone(UTC)


def case_of_draft(writer: str, draft: str) -> str:
    """Name the case that becomes of a draft: always the same, so that it becomes one only once."""
    return derived_id("draft", writer, draft)


def writer_in(council: str, holdings: Iterable[A]) -> A:
    """Tell for which of the asker's terms a draft for this council is: the first that could report it."""
    for holding in holdings:
        if holding.council == council and POLICY.allows(Action.REPORT, holding, {Relation.ORIGIN}):
            return holding
    raise NotAllowed("You raise cases in no such council.", field="/council")
