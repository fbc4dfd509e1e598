"""Domain objects as documents of our views: folded by the same step as commands, so the two cannot disagree."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from council_registry.domain import council, meeting, unit
from council_registry.domain.council import Council
from council_registry.domain.holding import Holding
from council_registry.domain.meeting import Meeting
from council_registry.domain.period import Period
from council_registry.domain.person import HoldKind
from council_registry.domain.unit import Unit
from councilkit.events import Event, Item
from councilkit.events.councils import PostEnded, PostStarted, Side, TermEnded, TermStarted
from councilkit.inbox import Doc

S = TypeVar("S")


@dataclass(frozen=True)
class Records(Generic[S]):
    """One kind of domain object in the view of this name."""

    view: str
    adapter: TypeAdapter[S]
    evolve: Callable[[S | None, Any], S]

    def read(self, doc: Doc) -> S:
        return self.adapter.validate_python(doc)

    def fold(self, doc: Doc | None, event: Event, _item: Item) -> Doc:
        state = self.evolve(self.read(doc) if doc else None, event)
        return dict(self.adapter.dump_python(state, mode="json"))


def evolve_holding(holding: Holding | None, event: Event) -> Holding:
    """Take one event in."""
    match holding, event:
        case None, TermStarted():
            period = Period(event.starts, event.ends)
            return Holding(event.term, HoldKind.TERM, event.role, event.side, period, council=event.council)
        case None, PostStarted():
            period = Period(event.starts, event.ends)
            return Holding(event.post, HoldKind.POST, event.role, Side.NAV, period, unit=event.unit)
        case Holding(), TermEnded() | PostEnded():
            return replace(holding, period=Period(holding.period.starts, event.on))
    raise TypeError(event)


UNITS = Records("units", TypeAdapter(Unit), unit.evolve)
COUNCILS = Records("councils", TypeAdapter(Council), council.evolve)
MEETINGS = Records("meetings", TypeAdapter(Meeting), meeting.evolve)
HOLDINGS = Records("holdings", TypeAdapter(Holding), evolve_holding)
