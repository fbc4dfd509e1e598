"""Domain objects as documents of our views: folded by the same step as commands, so the two cannot disagree."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from council_registry.application.reading.follow_cases import Raised
from council_registry.domain import council, holding, mandate, meeting_effects, nomination, organisation, own_type, unit
from council_registry.domain.council import Council
from council_registry.domain.holding import Holding
from council_registry.domain.mandate import Written
from council_registry.domain.meeting import Meeting
from council_registry.domain.meeting_refusals import NoSuchMeetingType
from council_registry.domain.nomination import Filed
from council_registry.domain.organisation import Organisation
from council_registry.domain.own_type import OwnType
from council_registry.domain.people_refusals import NoSuchOrganisation
from council_registry.domain.refusals import NoSuchCouncil, NoSuchHolding, NoSuchMeeting, NoSuchUnit
from council_registry.domain.seat_refusals import NoSuchNomination
from council_registry.domain.unit import Unit
from councilkit.events import Event, Item
from councilkit.events.councils import PostEnded, PostStarted, SeatAdded
from councilkit.holdings import Held
from councilkit.inbox import Doc, In, Place, Views
from councilkit.inbox.view import Where
from councilkit.refusals import Refusal
from councilkit.workdays import oslo_day

S = TypeVar("S")

CASES = "cases"
MANY = 1000

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
    evolve: Callable[..., S]
    missing: type[Refusal]

    def fold(self, doc: Doc | None, event: Event, item: Item) -> Doc:
        return self.doc(self.take_in(self.adapter.validate_python(doc) if doc else None, event, item))

    def take_in(self, state: S | None, event: Event, _item: Item) -> S:
        return self.evolve(state, event)

    def doc(self, state: S) -> Doc:
        return dict(self.adapter.dump_python(state, mode="json"))

    def read(self, doc: Doc) -> Record[S]:
        return Record(self.adapter.validate_python(doc), doc["sequence"])

    def again(self, doc: Doc, known: Mapping[str, Record[S]]) -> Record[S]:
        """Read a document unless it is known at its sequence, of the same generation and epoch."""
        old = known.get(doc["_id"])
        return old if old and old.sequence == doc["sequence"] else self.read(doc)


class FiledKind(Kind[S]):
    """Its state says where its texts stand, or when something was told."""

    def take_in(self, state: S | None, event: Event, item: Item) -> S:
        return self.evolve(state, event, item)


class CouncilKind(Kind[Council]):
    """Its state says too when a chair was put there."""

    def take_in(self, state: Council | None, event: Event, item: Item) -> Council:
        council = self.evolve(state, event)
        if isinstance(event, SeatAdded):
            return replace(council, seats_from={**council.seats_from, event.seat: oslo_day(item.at)})
        return council


UNITS = Kind("units", TypeAdapter(Unit), unit.evolve, NoSuchUnit)
COUNCILS = CouncilKind("councils", TypeAdapter(Council), council.evolve, NoSuchCouncil)
MEETINGS = FiledKind("meetings", TypeAdapter(Meeting), meeting_effects.evolve, NoSuchMeeting)
OWN_TYPES = Kind("meeting-types", TypeAdapter(OwnType), own_type.evolve, NoSuchMeetingType)
NOMINATIONS = FiledKind("nominations", TypeAdapter(Filed), nomination.filed, NoSuchNomination)
MANDATES = FiledKind("mandates", TypeAdapter(Written), mandate.written, NoSuchCouncil)
ORGANISATIONS = Kind("organisations", TypeAdapter(Organisation), organisation.evolve, NoSuchOrganisation)
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

    async def every(self, kind: Kind[S], known: Mapping[str, Record[S]]) -> dict[str, Record[S]]:
        """Tell all that there are, by id; what is known at the same sequence is not read again."""
        return {doc["_id"]: kind.again(doc, known) async for doc in self._views.all(kind.view, {})}

    async def having(self, kind: Kind[S], field: str, values: Collection[object]) -> AsyncIterator[S]:
        """Tell all those that have one of these values in a field."""
        async for doc in self._views.all(kind.view, {field: In(sorted(values, key=str))}):
            yield kind.read(doc).state

    async def between(
        self,
        kind: Kind[S],
        field: str,
        days: tuple[date, date],
        known: Mapping[str, Record[S]],
        where: Where | None = None,
    ) -> dict[str, Record[S]]:
        """Tell, by id and in their order, those whose time in this field lies between two days."""
        first, last = (day.isoformat() for day in days)
        found: dict[str, Record[S]] = {}
        async for doc in self._since(kind.view, where or {}, field, first):
            if doc[field] > last:
                break
            found[doc["_id"]] = kind.again(doc, known)
        return found

    async def cases_since(self, first: date, where: Where) -> dict[str, Raised]:
        """Tell, by id, the cases that wait, and those that were raised or answered on that day or later."""
        found = {doc["_id"]: doc async for doc in self._views.all(CASES, {**where, "settled_on": None})}
        for field in ("raised_on", "answered_on"):
            found |= {doc["_id"]: doc async for doc in self._since(CASES, where, field, first.isoformat())}
        return {id: Raised.read(doc) for id, doc in found.items()}

    async def place(self, view: str) -> tuple[int, Place]:
        """Tell how far our views have come that this one is among: while it is the same, none has changed."""
        return await self._views.place(view)

    async def ended(self, holdings: Collection[Held], today: date) -> set[str]:
        """Tell the ids of those that have ended, or were moved to begin later, since a token was made for them."""
        known = await self.all_of(HOLDINGS, {holding.id for holding in holdings})
        return {id for id, holding in known.items() if not holding.period.covers(today)}

    async def count_cases(self, council: str) -> tuple[int, int]:
        """Tell how many cases a council has raised, and how many of them are answered."""
        raised = {"council": council}
        return await self._views.count(CASES, raised), await self._views.count(CASES, {**raised, "answered": True})

    async def _since(self, view: str, where: Where, field: str, first: str) -> AsyncIterator[Doc]:
        after: After | None = (first, "")
        while after:
            docs = await self._views.find(view, where, order=field, after=after, limit=MANY)
            for doc in docs:
                yield doc
            after = (docs[-1][field], docs[-1]["_id"]) if len(docs) == MANY else None
