"""What we know of councils, units, meetings and cases, and of how duties count: read from our views, joined here."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from councilkit.events.councils import Side, TermRole
from councilkit.events.notifications import AlertRaised
from councilkit.holdings import TERMS, Holdings
from councilkit.inbox import Doc, In, Views
from councilkit.workdays import oslo_day
from notifier.application.follow_own import RULES as RULES_VIEW
from notifier.application.follow_own import SHEETS
from notifier.application.known_cases import KnownCases
from notifier.application.known_meetings import KnownMeetings
from notifier.application.known_seats import KnownSeats
from notifier.domain.council import Council, Led, Meeting, Settings, TakenOver
from notifier.domain.duty import Duty, duties
from notifier.domain.policy import Acting, Place
from notifier.domain.refusals import NoSuchCouncil
from notifier.domain.rules import RULES
from notifier.domain.seats import SEAT_RULES, SeatStep


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
        self.meetings = KnownMeetings(views, self.holdings)
        self.seating = KnownSeats(views)
        self.cases = KnownCases(views)

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

    async def seat_of(self, alert: AlertRaised, now: datetime) -> SeatStep | None:
        """Tell the term that an alert is about, if it is still worth a word."""
        duties = await self.duties(alert.council, now)
        if alert.term is None or not duties or duties[0].council.owes_nothing:
            return None
        return (await self.seating.seats(duties[0].council, now)).still_calls_for(alert.step, alert.term, now)

    async def calls_for(self, alert: AlertRaised, now: datetime) -> bool:
        """Tell whether an alert's matter is still worth a word."""
        about = self.seat_of if alert.rule in SEAT_RULES else self.duty_of
        return await about(alert, now) is not None

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
        return (await self.names(council)).get(language, council)

    async def names(self, council: str) -> Mapping[str, str]:
        """Tell a council's names, by language; none if we have not heard of it."""
        doc = await self._views.get("councils", council)
        return dict(doc["names"]) if doc else {}

    async def unit_name(self, unit: str) -> str:
        doc = await self._views.get("units", unit)
        return str(doc["name"]) if doc else unit

    async def place(self, council: str) -> Place:
        """Tell where a council is; refuses one that we have not heard of."""
        if found := await self.places([council]):
            return found[council]
        raise NoSuchCouncil("There is no council with this id.", field="path")

    async def places(self, councils: Collection[str]) -> dict[str, Place]:
        """Tell where those of these councils are that we have heard of."""
        docs = [doc async for doc in self._views.all("councils", {"_id": In(sorted(councils))})]
        return {doc["_id"]: Place(doc["_id"], frozenset(doc["units"])) for doc in docs}

    async def above(self, council: str) -> tuple[str | None, set[str]]:
        """Tell the council above one, and the units above its units."""
        doc = await self._views.get("councils", council)
        if doc is None:
            return None, set()
        units = [unit async for unit in self._views.all("units", {"_id": In(doc["units"])})]
        return doc["parent"], {unit["parent"] for unit in units if unit["parent"]}

    async def line(self, council: str) -> list[str]:
        """Tell a council and those above it, the nearest first."""
        line: list[str] = []
        following: str | None = council
        while following and following not in line:
            line.append(following)
            doc = await self._views.get("councils", following)
            following = doc["parent"] if doc else None
        return line

    async def all_below(self, council: str) -> set[str]:
        """Tell the councils that have this one above them, however far."""
        found: set[str] = set()
        level = {council}
        while level:
            level = await self._ids({"parent": In(sorted(level))}) - found
            found |= level
        return found - {council}

    async def units(self, council: str) -> list[str]:
        doc = await self._views.get("councils", council)
        return list(doc["units"]) if doc else []

    async def councils(self) -> list[str]:
        return sorted(await self._ids({}))

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

    async def _councils(self, ids: Sequence[str], years: Sequence[int]) -> list[Council]:
        """Tell these councils, each with what it has of those that it came after."""
        gone = await self._gone(ids)
        every = sorted({*ids, *gone})
        sheets, led = await self.sheets(every), await self._led(ids)
        meetings = await self.meetings.counted(every, years)
        docs = {doc["_id"]: doc async for doc in self._views.all("councils", {"_id": In(every)})}
        return [
            _council(
                docs[id],
                meetings=meetings[id],
                led=led[id],
                settings=sheets[id].settings,
                taken_over=[
                    _taken_over(docs[other], sheets[other].settings, on, meetings[other])
                    for other, (heir, on) in gone.items()
                    if heir == id and other in docs
                ],
            )
            for id in ids
            if id in docs
        ]

    async def _gone(self, councils: Collection[str]) -> Mapping[str, tuple[str, date]]:
        """Tell the councils that these came after, each with its heir and the day on which it closed.

        What came after another, and then closed itself, hands on what it had.
        """
        gone: dict[str, tuple[str, date]] = {}
        heirs = {council: council for council in councils}
        while heirs:
            found = self._views.all(SHEETS, {"successor": In(sorted(heirs))})
            told = {doc["_id"]: (heirs[doc["successor"]], date.fromisoformat(doc["closed"])) async for doc in found}
            heirs = {id: heir for id, (heir, _) in told.items() if id not in gone and id not in councils}
            gone |= {id: told[id] for id in heirs}
        return gone

    async def _led(self, councils: Sequence[str]) -> Mapping[str, list[Led]]:
        led: dict[str, list[Led]] = defaultdict(list)
        async for term in self._views.all(TERMS.name, {"council": In(councils), "role": TermRole.LEADER.value}):
            led[term["council"]].append(Led(*_days(term)))
        return led

    async def _ids(self, where: Mapping[str, object]) -> set[str]:
        """Tell those of these councils that there still are."""
        return {doc["_id"] async for doc in self._views.all("councils", {**where, "closed": None})}


def _council(doc: Doc, **more: Any) -> Council:  # noqa: ANN401 - a council's own
    return Council(
        id=doc["_id"],
        founded=datetime.fromisoformat(doc["founded"]),
        led_by=Side(doc["led_by"]),
        starts=_day(doc["starts"]),
        rests=doc["rests"],
        woken=_day(doc["woken"]),
        **more,
    )


def _taken_over(doc: Doc, settings: Settings, on: date, meetings: Sequence[Meeting]) -> TakenOver:
    """Tell what is left of a council that closed: what it held in that year."""
    held = [meeting for meeting in meetings if meeting.held and meeting.day.year == on.year]
    return TakenOver(on.year, _council(doc, settings=settings).first_day, held)


def _sheet(doc: Doc) -> Sheet:
    return Sheet(_settings(doc), doc.get("alerts", []), doc.get("sequence", 0))


def _settings(doc: Doc) -> Settings:
    return Settings(
        agreed={rule: datetime.fromisoformat(since) for rule, since in doc.get("agreed", {}).items()},
        meetings_a_year=doc.get("meetings_a_year"),
        counts_from=_day(doc.get("counts_from")),
        quiet=doc.get("quiet", False),
        owed_since=datetime.fromisoformat(since) if (since := doc.get("owed_since")) else None,
        closed=doc.get("closed") is not None,
    )


def _days(term: Doc) -> tuple[date, date | None]:
    return date.fromisoformat(term["starts"]), _day(term["last"])


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
