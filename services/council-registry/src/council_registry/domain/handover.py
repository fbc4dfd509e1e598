"""What is handed over to somebody new in a seat, and until when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from councilkit.events.seating import HandoverItem

Ticked = tuple[HandoverItem, ...]
"""What is done, in the order in which it was."""

REMINDED = timedelta(days=180)
"""So long after its first day a term that lacks something is told of: older ones have learnt it some other way."""


def ticked(before: Ticked, item: HandoverItem, *, done: bool) -> Ticked:
    others = tuple(one for one in before if one is not item)
    return (*others, item) if done else others


@dataclass(frozen=True)
class Handover:
    """The checklist of one term, to be through by a day."""

    starts: date
    days: int
    done: Ticked = ()

    @property
    def due(self) -> date:
        return self.starts + timedelta(days=self.days)

    @property
    def missing(self) -> Collection[HandoverItem]:
        return [item for item in HandoverItem if item not in self.done]

    def waits_on(self, day: date) -> bool:
        """Tell whether somebody should be told that something is missing."""
        return bool(self.missing) and self.starts <= day <= self.starts + REMINDED
