"""Domain objects as documents of our views: folded by the same step as commands, so the two cannot disagree."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from council_registry.domain import council, holding, meeting, unit
from council_registry.domain.council import Council
from council_registry.domain.holding import Holding
from council_registry.domain.meeting import Meeting
from council_registry.domain.refusals import NoSuchCouncil, NoSuchHolding, NoSuchMeeting, NoSuchUnit
from council_registry.domain.unit import Unit
from councilkit.events import Event, Item
from councilkit.events.councils import PostEnded, PostStarted
from councilkit.holdings import Held
from councilkit.inbox import Doc, In, Views
from councilkit.refusals import Refusal

S = TypeVar("S")

After = tuple[object, str]
"""Where a page begins: the last document's value of the field that orders the list, and its key."""


@dataclass(frozen=True)
class Record(Generic[S]):
    state: S
    sequence: int


@dataclass(frozen=True)
class Kind(Generic[S]):
    """One kind of domain object, as the view of this name keeps it."""

    view: str
    adapter: TypeAdapter[S]
    evolve: Callable[[S | None, Any], S]
    missing: type[Refusal]

    def fold(self, doc: Doc | None, event: Event, _item: Item) -> Doc:
        return self.doc(self.evolve(self.adapter.validate_python(doc) if doc else None, event))

    def doc(self, state: S) -> Doc:
        return dict(self.adapter.dump_python(state, mode="json"))

    def read(self, doc: Doc) -> Record[S]:
        return Record(self.adapter.validate_python(doc), doc["sequence"])


UNITS = Kind("units", TypeAdapter(Unit), unit.evolve, NoSuchUnit)
COUNCILS = Kind("councils", TypeAdapter(Council), council.evolve, NoSuchCouncil)
MEETINGS = Kind("meetings", TypeAdapter(Meeting), meeting.evolve, NoSuchMeeting)
HOLDINGS = Kind("holdings", TypeAdapter(Holding), holding.evolve, NoSuchHolding)


def holding_of(event: Any) -> str:  # noqa: ANN401 - terms and posts that start and end
    return str(event.post if isinstance(event, PostStarted | PostEnded) else event.term)


class Records:
    """Reads our views."""

    def __init__(self, views: Views) -> None:
        self._views = views

    async def get(self, kind: Kind[S], id: str) -> Record[S]:
        doc = await self._views.get(kind.view, id)
        if doc is None:
            raise kind.missing(f"There is nothing here with the id {id}.", field="path")
        return kind.read(doc)

    async def find(
        self,
        kind: Kind[S],
        where: Mapping[str, object],
        *,
        order: str = "_id",
        descending: bool = False,
        after: After | None = None,
        limit: int,
    ) -> list[Record[S]]:
        given = {field: wanted for field, wanted in where.items() if wanted is not None}
        found = await self._views.find(kind.view, given, order=order, descending=descending, after=after, limit=limit)
        return [kind.read(doc) for doc in found]

    async def all_of(self, kind: Kind[S], ids: Collection[str]) -> dict[str, S]:
        """Tell those that exist, by id."""
        found = await self._views.find(kind.view, {"_id": In(sorted(ids))}, limit=len(ids)) if ids else []
        return {doc["_id"]: kind.read(doc).state for doc in found}

    async def ended(self, holdings: Collection[Held], today: date) -> set[str]:
        """Tell the ids of those that have ended, or were moved to begin later, since a token was made for them."""
        known = await self.all_of(HOLDINGS, {holding.id for holding in holdings})
        return {id for id, holding in known.items() if not holding.period.covers(today)}

    async def count_cases(self, council: str) -> tuple[int, int]:
        """Tell how many cases a council has raised, and how many of them are answered."""
        raised = {"council": council}
        return await self._views.count("cases", raised), await self._views.count("cases", {**raised, "answered": True})
