"""What we know of councils, units, meetings and cases, and of how duties count: read from our views, joined here."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from councilkit.events.councils import Side, TermRole, UnitKind
from councilkit.events.meetings import MeetingType
from councilkit.events.notifications import AlertRaised
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
        return (await self.duties_of([council], now)).get(council, [])

    async def duties_of(self, councils: Collection[str], now: datetime) -> dict[str, list[Duty]]:
        """Tell the duties of each of these, as `duties` does of one, in as many questions as of one."""
        year = oslo_day(now).year
        years = [year - 1, year, year + 1]
        rules, adopted = list(RULES.values()), await self.adopted()
        found = await self._councils(sorted(councils), years)
        return {council.id: duties(rules, council, years, adopted) for council in found}

    async def duty_of(self, alert: AlertRaised, now: datetime) -> Duty | None:
        """Tell the duty that an alert is about, if it still calls for it."""
        for duty in await self.duties(alert.council, now):
            if (duty.rule.id, duty.year) == (alert.rule, alert.year):
                return duty if duty.still_calls_for(alert.step, alert.meeting, now) else None
        return None

    async def adopted(self) -> dict[str, datetime]:
        """Tell the rules that are adopted for all, each with the moment of its adoption."""
        found = [doc async for doc in self._views.all(RULES_VIEW, {})]
        return {doc["_id"]: datetime.fromisoformat(doc["adopted"]) for doc in found if doc["adopted"]}

    async def sheet(self, council: str) -> Sheet:
        return (await self.sheets([council]))[council]

    async def sheets(self, councils: Collection[str]) -> dict[str, Sheet]:
        """Tell the sheet of each council; that of one which has told nothing yet is blank."""
        where = {"_id": In(sorted(councils))}
        return {council: _sheet({}) for council in councils} | {
            doc["_id"]: _sheet(doc) async for doc in self._views.all(SHEETS, where)
        }

    async def name(self, council: str, language: str) -> str:
        doc = await self._views.get("councils", council)
        return str(doc["names"][language]) if doc else council

    async def place(self, council: str) -> Place:
        """Tell where a council is; refuses one that we have not heard of."""
        if found := await self.places([council]):
            return found[council]
        raise NoSuchCouncil("There is no council with this id.", field="path")

    async def places(self, councils: Collection[str]) -> dict[str, Place]:
        """Tell where those of these councils are that we have heard of."""
        docs = [doc async for doc in self._views.all("councils", {"_id": In(sorted(councils))})]
        asked = sorted({unit for doc in docs for unit in doc["units"]})
        units = {unit["_id"]: unit async for unit in self._views.all("units", {"_id": In(asked)})}
        return {doc["_id"]: _place(doc, units) for doc in docs}

    async def above(self, council: str) -> tuple[str | None, set[str]]:
        """Tell the council above one, and the units above its units."""
        doc = await self._views.get("councils", council)
        if doc is None:
            return None, set()
        units = [unit async for unit in self._views.all("units", {"_id": In(doc["units"])})]
        return doc["parent"], {unit["parent"] for unit in units if unit["parent"]}

    async def founded(self, council: str) -> datetime:
        """Tell when a council was founded; refuses one that we have not heard of."""
        doc = await self._views.get("councils", council)
        if doc is None:
            raise NoSuchCouncil("There is no council with this id.", field="path")
        return datetime.fromisoformat(doc["founded"])

    async def units(self, council: str) -> list[str]:
        doc = await self._views.get("councils", council)
        return list(doc["units"]) if doc else []

    async def councils(self) -> list[str]:
        return [doc["_id"] async for doc in self._views.all("councils", {})]

    async def councils_of(self, holdings: Collection[Acting]) -> list[str]:
        """Tell the councils of these terms, and those of these posts' units."""
        seated = {holding.council for holding in holdings if holding.council}
        units = sorted({holding.unit for holding in holdings if holding.unit})
        own = await self._ids({"_id": In(sorted(seated))})
        return sorted(own | await self._ids({"units": In(units)}))

    async def councils_below(self, holdings: Collection[Acting], own: Sequence[str]) -> list[str]:
        """Tell the councils right below one's own, and those of the units right below these posts' units."""
        above = sorted({holding.unit for holding in holdings if holding.unit})
        units = [unit["_id"] async for unit in self._views.all("units", {"parent": In(above)})]
        found = await self._ids({"parent": In(sorted(own))}) | await self._ids({"units": In(units)})
        return sorted(found - set(own))

    async def origin(self, case: str) -> str | None:
        """Tell the council that raised a case; None if we have not heard of it."""
        doc = await self._views.get("cases", case)
        return doc.get("origin") if doc else None

    async def _councils(self, ids: Sequence[str], years: Sequence[int]) -> list[Council]:
        sheets, led, meetings = await self.sheets(ids), await self._led(ids), await self._meetings(ids, years)
        return [
            Council(
                id=(id := doc["_id"]),
                founded=datetime.fromisoformat(doc["founded"]),
                meetings=meetings[id],
                led=led[id],
                settings=sheets[id].settings,
                led_by=Side(doc["led_by"]),
            )
            async for doc in self._views.all("councils", {"_id": In(ids)})
        ]

    async def _led(self, councils: Sequence[str]) -> Mapping[str, list[Led]]:
        led: dict[str, list[Led]] = defaultdict(list)
        async for term in self._views.all(TERMS.name, {"council": In(councils), "role": TermRole.LEADER.value}):
            led[term["council"]].append(Led(*_days(term)))
        return led

    async def _meetings(self, councils: Sequence[str], years: Sequence[int]) -> Mapping[str, list[Meeting]]:
        where = {"councils": In(councils), "year": In(years)}
        docs = [doc async for doc in self._views.all("meetings", where)]
        annual = [doc for doc in docs if doc["type"] == MeetingType.ANNUAL_MEETING]
        terms = await self.holdings.terms({term for doc in annual for term in doc["attended"] or ()})
        came = {term.id: Came(term.council, term.role, term.side) for term in terms}
        meetings: dict[str, list[Meeting]] = defaultdict(list)
        for doc in docs:
            for council in doc["councils"]:
                meetings[council].append(_meeting(doc, council, came))
        return meetings

    async def _ids(self, where: Mapping[str, object]) -> set[str]:
        return {doc["_id"] async for doc in self._views.all("councils", where)}


def _sheet(doc: Doc) -> Sheet:
    return Sheet(_settings(doc), doc.get("alerts", []), doc.get("sequence", 0))


def _place(doc: Doc, units: Mapping[str, Doc]) -> Place:
    regions = (_region(units[unit]) for unit in doc["units"] if unit in units)
    return Place(doc["_id"], frozenset(doc["units"]), frozenset(regions))


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
