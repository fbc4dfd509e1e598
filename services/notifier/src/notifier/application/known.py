"""What we know of councils, units, meetings and cases, and of how duties count: read from our views, joined here."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from councilkit.events.councils import MeetingType, Side, TermRole, UnitKind
from councilkit.holdings import TERMS, Holdings
from councilkit.inbox import Doc, In, Views
from councilkit.workdays import oslo_day
from notifier.application.follow_own import RULES as RULES_VIEW
from notifier.application.follow_own import SHEETS
from notifier.domain.council import Came, Council, Led, Meeting, Settings, was_talk
from notifier.domain.duty import Duty, duties
from notifier.domain.policy import Acting, Place
from notifier.domain.refusals import NoSuchCouncil
from notifier.domain.rules import RULES

_PAGE = 200


@dataclass(frozen=True)
class Sheet:
    """How a council's duties count, the alerts that were raised, and the sequence of what tells it."""

    settings: Settings
    alerts: Sequence[Mapping[str, Any]]
    sequence: int


class Known:
    def __init__(self, views: Views) -> None:
        self._views = views
        self.holdings = Holdings(views)

    async def duties(self, council: str, now: datetime) -> list[Duty]:
        """Tell a council's duties of the last year, this one and the next; none if we have not heard of it."""
        doc = await self._views.get("councils", council)
        if doc is None:
            return []
        year = oslo_day(now).year
        years = [year - 1, year, year + 1]
        return duties(list(RULES.values()), await self._council(doc, years), years, await self.adopted())

    async def adopted(self) -> dict[str, datetime]:
        """Tell the rules that are adopted for all, each with the moment of its adoption."""
        found = [doc async for doc in self._all(RULES_VIEW, {})]
        return {doc["_id"]: datetime.fromisoformat(doc["adopted"]) for doc in found if doc["adopted"]}

    async def sheet(self, council: str) -> Sheet:
        doc = await self._views.get(SHEETS, council) or {}
        return Sheet(_settings(doc), doc.get("alerts", []), doc.get("sequence", 0))

    async def name(self, council: str, language: str) -> str:
        doc = await self._views.get("councils", council)
        return str(doc["names"][language]) if doc else council

    async def place(self, council: str) -> Place:
        """Tell where a council is; refuses one that we have not heard of."""
        doc = await self._views.get("councils", council)
        if doc is None:
            raise NoSuchCouncil("There is no council with this id.", field="path")
        regions = [_region(unit) async for unit in self._all("units", {"_id": In(doc["units"])})]
        return Place(council, frozenset(doc["units"]), frozenset(regions))

    async def above(self, council: str) -> tuple[str | None, set[str]]:
        """Tell the council above one, and the units above its units."""
        doc = await self._views.get("councils", council)
        if doc is None:
            return None, set()
        units = [unit async for unit in self._all("units", {"_id": In(doc["units"])})]
        return doc["parent"], {unit["parent"] for unit in units if unit["parent"]}

    async def units(self, council: str) -> list[str]:
        doc = await self._views.get("councils", council)
        return list(doc["units"]) if doc else []

    async def ended(self, holds: Collection[str], on: date) -> set[str]:
        """Tell those of these terms and posts that were over before a day."""
        held = [found for hold in holds if (found := await self.holdings.get(hold))]
        return {found.id for found in held if found.ends and found.ends < on}

    async def councils(self) -> list[str]:
        return [doc["_id"] async for doc in self._all("councils", {})]

    async def councils_of(self, holdings: Collection[Acting]) -> list[str]:
        """Tell the councils of these terms, and those of these posts' units."""
        seated = {holding.council for holding in holdings if holding.council}
        units = sorted({holding.unit for holding in holdings if holding.unit})
        own = await self._ids({"_id": In(sorted(seated))})
        return sorted(own | await self._ids({"units": In(units)}))

    async def councils_below(self, holdings: Collection[Acting]) -> list[str]:
        """Tell the councils right below those, and those of the units right below these posts' units."""
        own = await self.councils_of(holdings)
        above = sorted({holding.unit for holding in holdings if holding.unit})
        units = [unit["_id"] async for unit in self._all("units", {"parent": In(above)})]
        found = await self._ids({"parent": In(own)}) | await self._ids({"units": In(units)})
        return sorted(found - set(own))

    async def origin(self, case: str) -> str | None:
        """Tell the council that raised a case; None if we have not heard of it."""
        doc = await self._views.get("cases", case)
        return doc["origin"] if doc else None

    async def latest_answer(self, case: str) -> str | None:
        doc = await self._views.get("cases", case)
        return doc["answer"] if doc else None

    async def _council(self, doc: Doc, years: Sequence[int]) -> Council:
        id = doc["_id"]
        where = {"council": id, "role": TermRole.LEADER.value}
        led = [Led(*_days(term)) async for term in self._all(TERMS.name, where)]
        settings = (await self.sheet(id)).settings
        founded = datetime.fromisoformat(doc["founded"])
        return Council(id, founded, await self._meetings(id, years), led, settings, Side(doc["led_by"]))

    async def _meetings(self, council: str, years: Sequence[int]) -> list[Meeting]:
        found = [doc async for doc in self._all("meetings", {"councils": council, "year": In(years)})]
        annual = [doc for doc in found if doc["type"] == MeetingType.ANNUAL_MEETING]
        terms = await self.holdings.terms({term for doc in annual for term in doc["attended"] or ()})
        came = {term.id: Came(term.council, term.role, term.side) for term in terms}
        return [_meeting(doc, council, came) for doc in found]

    async def _ids(self, where: Mapping[str, object]) -> set[str]:
        return {doc["_id"] async for doc in self._all("councils", where)}

    async def _all(self, view: str, where: Mapping[str, object]) -> AsyncIterator[Doc]:
        after: tuple[object, str] | None = None
        while page := await self._views.find(view, where, after=after, limit=_PAGE):
            for doc in page:
                yield doc
            after = (page[-1]["_id"], page[-1]["_id"])


def _settings(doc: Doc) -> Settings:
    day = doc.get("counts_from")
    return Settings(
        agreed={rule: datetime.fromisoformat(since) for rule, since in doc.get("agreed", {}).items()},
        meetings_a_year=doc.get("meetings_a_year"),
        counts_from=date.fromisoformat(day) if day else None,
        quiet=doc.get("quiet", False),
        owed_since=datetime.fromisoformat(since) if (since := doc.get("owed_since")) else None,
    )


def _meeting(doc: Doc, council: str, came: Mapping[str, Came]) -> Meeting:
    return Meeting(
        id=doc["_id"],
        type=MeetingType(doc["type"]),
        starts_at=datetime.fromisoformat(doc["starts_at"]),
        planned_at=datetime.fromisoformat(doc["planned_at"]),
        held=doc["attended"] is not None,
        leader_met_nav=was_talk([came[term] for term in doc["attended"] or () if term in came], council),
    )


def _days(term: Doc) -> tuple[date, date | None]:
    return date.fromisoformat(term["starts"]), date.fromisoformat(term["last"]) if term["last"] else None


def _region(unit: Doc) -> str | None:
    at = {UnitKind.REGION.value: unit["_id"], UnitKind.LOCAL_OFFICE.value: unit["parent"]}
    return at.get(unit["kind"])
