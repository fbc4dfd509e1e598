"""What our neighbours have told us: councils and units, who sits there, which cases moved, and who wants no digest."""

from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from councilkit.holdings import TERMS, Holdings
from councilkit.inbox import Doc, In, Views
from newsletter.domain.digest import Told
from newsletter.domain.half import Half

_PAGE = 200


@dataclass(frozen=True)
class Places:
    """Every council and unit by id: there are some hundreds in the country."""

    councils: Mapping[str, Doc]
    units: Mapping[str, Doc]

    @property
    def parents(self) -> dict[str, str | None]:
        return {council: doc["parent"] for council, doc in self.councils.items()}

    def council(self, id: str, language: str) -> str:
        doc = self.councils.get(id)
        return str(doc["names"][language]) if doc else id

    def unit(self, number: str) -> str:
        doc = self.units.get(number)
        return str(doc["name"]) if doc else number

    def at(self, units: Collection[str]) -> set[str]:
        """Tell the councils of these units."""
        return {council for council, doc in self.councils.items() if not set(units).isdisjoint(doc["units"])}


class Known:
    def __init__(self, views: Views) -> None:
        self._views = views
        self.holdings = Holdings(views)

    async def places(self) -> Places:
        return Places(
            councils={doc["_id"]: doc async for doc in self._all("councils", {})},
            units={doc["_id"]: doc async for doc in self._all("units", {})},
        )

    async def told_in(self, half: Half) -> list[Told]:
        """Tell the cases that moved in a half-year."""
        return [_told(doc, half) async for doc in self._all("cases", {"halves": str(half)})]

    async def told_of(self, cases: Collection[str], half: Half) -> list[Told]:
        """Tell these cases as they are now."""
        return [_told(doc, half) async for doc in self._all("cases", {"_id": In(sorted(cases))})]

    async def readers(self, on: date) -> list[str]:
        """Tell the terms that run on a day and want digests."""
        councils = (await self.places()).councils
        sitting = [term.id for term in await self.holdings.sitting(councils, on)]
        declined = {doc["_id"] async for doc in self._all("readers", {"wants": False})}
        return [term for term in sitting if term not in declined]

    async def wanting(self, terms: Collection[str], on: date) -> set[str]:
        """Tell those of these terms that have not ended and whose holder has not declined."""
        where = {"_id": In(sorted(terms)), "wants": False}
        declined = {doc["_id"] async for doc in self._all("readers", where)}
        return set(terms) - declined - await self.ended(terms, on)

    async def ended(self, terms: Collection[str], on: date) -> set[str]:
        """Tell those of these terms that were over before a day."""
        docs = self._all(TERMS.name, {"_id": In(sorted(terms))})
        return {doc["_id"] async for doc in docs if doc["last"] and date.fromisoformat(doc["last"]) < on}

    async def councils_of(self, terms: Collection[str]) -> dict[str, str]:
        """Tell, by term, the council that it is, or was, in."""
        docs = self._all(TERMS.name, {"_id": In(sorted(terms))})
        return {doc["_id"]: doc["council"] async for doc in docs}

    async def _all(self, view: str, where: Mapping[str, object]) -> AsyncIterator[Doc]:
        after: tuple[object, str] | None = None
        while page := await self._views.find(view, where, after=after, limit=_PAGE):
            for doc in page:
                yield doc
            after = (page[-1]["_id"], page[-1]["_id"])


def _told(doc: Doc, half: Half) -> Told:
    moved = datetime.fromisoformat(doc["moved"][str(half)])
    return Told(doc["_id"], doc["origin"], tuple(doc["councils"]), moved)
