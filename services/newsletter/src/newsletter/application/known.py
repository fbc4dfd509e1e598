"""What our neighbours have told us: councils and units, who sits there, which cases moved, and who wants no digest."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from councilkit.holdings import Holdings
from councilkit.inbox import Doc, In, Views
from newsletter.domain.digest import Told
from newsletter.domain.half import Half

OPEN: Mapping[str, bool] = {"restricted": False, "personal": False}
"""A case that everybody may hear of."""


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
            councils={doc["_id"]: doc async for doc in self._views.all("councils", {})},
            units={doc["_id"]: doc async for doc in self._views.all("units", {})},
        )

    async def told_in(self, half: Half) -> list[Told]:
        """Tell the cases that moved in a half-year; one that we never heard being raised is left out."""
        found = self._views.all("cases", {"halves": str(half), **OPEN})
        return [told async for doc in found if (told := _told(doc, half))]

    async def count_told_in(self, half: Half) -> int:
        return await self._views.count("cases", {"halves": str(half), **OPEN})

    async def told_of(self, cases: Collection[str], half: Half) -> list[Told]:
        """Tell these cases as they are now, but for those that have been closed to others since."""
        found = await self._views.get_many("cases", sorted(cases))
        return [told for doc in found.values() if _is_open(doc) and (told := _told(doc, half))]

    async def readers(self, on: date) -> list[str]:
        """Tell the terms that run on a day and want digests."""
        councils = (await self.places()).councils
        sitting = [term.id for term in await self.holdings.sitting(councils, on)]
        declined = {doc["_id"] async for doc in self._views.all("readers", {"wants": False})}
        return [term for term in sitting if term not in declined]

    async def wanting(self, terms: Collection[str], on: date) -> set[str]:
        """Tell those of these terms that have not ended and whose holder has not declined."""
        where = {"_id": In(sorted(terms)), "wants": False}
        declined = {doc["_id"] async for doc in self._views.all("readers", where)}
        return set(terms) - declined - await self.holdings.over(terms, on)

    async def councils_of(self, terms: Collection[str]) -> dict[str, str]:
        """Tell, by term, the council that it is, or was, in."""
        return {term.id: term.council for term in await self.holdings.terms(terms)}


def _is_open(doc: Doc) -> bool:
    return all(doc.get(name, told) == told for name, told in OPEN.items())


def _told(doc: Doc, half: Half) -> Told | None:
    """Read a case as it moved in a half-year, or last; None if we never heard who raised it.

    After a restore case-flow may tell less than it did when an edition was frozen.
    """
    if "origin" not in doc:
        return None
    moved = doc["moved"].get(str(half)) or max(doc["moved"].values())
    return Told(
        doc["_id"], doc["origin"], tuple(doc["councils"]), datetime.fromisoformat(moved), tuple(doc.get("joined", ()))
    )
