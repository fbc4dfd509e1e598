"""What we know of mandates and seats, and of whom is asked for names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from councilkit.events.councils import TermRole
from councilkit.holdings import TERMS
from councilkit.inbox import Doc, Views
from councilkit.workdays import oslo_day
from notifier.domain.council import Council
from notifier.domain.mandate import Mandate, in_force
from notifier.domain.seats import Seats, Term


@dataclass(frozen=True)
class Request:
    """Organisations are asked for names for a seat, by a day."""

    id: str
    council: str
    due: date
    open: bool


class KnownSeats:
    def __init__(self, views: Views) -> None:
        self._views = views

    async def mandates(self, council: str) -> Sequence[Mandate]:
        """Tell the versions of a council's mandate."""
        doc = await self._views.get("mandates", council)
        return [_mandate(council, version) for version in doc["versions"]] if doc else []

    async def seats(self, council: Council, now: datetime) -> Seats:
        """Tell how a council's seats are filled, and what of them is worth a word."""
        today, at = oslo_day(now), {"council": council.id}
        return Seats(
            terms=[_term(doc) async for doc in self._views.all(TERMS.name, at)],
            closed={doc["_id"] async for doc in self._views.all("seats", at)},
            asked={doc["seat"] async for doc in self._views.all("requests", {**at, "open": True})},
            mandate=in_force(council.id, await self.mandates(council.id), today),
            since=council.first_day,
        )

    async def request(self, request: str) -> Request | None:
        doc = await self._views.get("requests", request)
        if doc is None or "due" not in doc:
            return None
        return Request(doc["_id"], doc["council"], date.fromisoformat(doc["due"]), doc["open"])


def _mandate(council: str, version: Doc) -> Mandate:
    return Mandate(
        council,
        version["version"],
        starts=date.fromisoformat(version["starts"]),
        ends=date.fromisoformat(version["ends"]) if version["ends"] else None,
        binds=version["binds"],
        numbers=version["numbers"],
    )


def _term(doc: Doc) -> Term:
    last = date.fromisoformat(doc["last"]) if doc["last"] else None
    return Term(doc["_id"], doc["seat"], TermRole(doc["role"]), date.fromisoformat(doc["starts"]), last)
