"""What the registry has told us. It may be a moment ahead: what a command names is waited for, then refused."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from pydantic import TypeAdapter

from case_flow.application.known_mandates import KnownMandates
from case_flow.application.known_numbers import KnownNumbers
from case_flow.domain.case import Around, Case
from case_flow.domain.deadlines import Numbers
from case_flow.domain.neighbours import Council, Meeting, Time, Unit
from case_flow.domain.policy import ANSWERS, OWNERS
from case_flow.domain.routes import Routes
from councilkit.callers import Holding
from councilkit.events.case_words import Party
from councilkit.events.cases import PartAs
from councilkit.events.councils import CouncilKind, Language, Level, PostRole, Side, TermRole
from councilkit.holdings import POSTS, TERMS, Holdings
from councilkit.inbox import Doc, In, Views
from councilkit.refusals import UnknownReference
from councilkit.workdays import oslo_day

COUNCIL = TypeAdapter(Council)
MEETING = TypeAdapter(Meeting)
TIME = TypeAdapter(Time)

MOST_BELOW, MOST_TERMS = 100, 2000
PATIENCE = 2.0
_LOOK = 0.05

T = TypeVar("T")


class Known:
    def __init__(self, views: Views, *, patience: float = PATIENCE) -> None:
        self._views = views
        self._holdings = Holdings(views)
        self._mandates = KnownMandates(views)
        self.treatments = KnownNumbers(views, self._mandates)
        self._looks = 1 + round(patience / _LOOK)

    async def council(self, id: str, *, field: str) -> Council:
        return _named(await self._once(lambda: self._council(id)), "council", field)

    async def open_council(self, id: str, *, field: str) -> Council:
        """Tell a council, or who came after it."""
        council = await self.council(id, field=field)
        heir = await self.heir(id) if council.closed else id
        found = council if heir is None else await self.council(heir, field=field)
        found.require_open(field=field)
        return found

    async def numbers(self, council: str, now: datetime) -> Numbers:
        """Tell the numbers that a council's mandate, and those above it, say of this day."""
        return await self._mandates.numbers(council, now)

    async def council_called(self, short: str, *, field: str) -> Council:
        """Tell the council of this short code; where several had it, the one that still is."""
        found = await self._views.find("councils", {"short": short}, order="closed", limit=1)
        return _named(COUNCIL.validate_python(found[0]) if found else None, "council", field)

    async def meeting(self, id: str, *, field: str) -> Meeting:
        return _named(await self._once(lambda: self._meeting(id)), "meeting", field)

    async def listed_unit(self, number: str, *, field: str) -> Unit:
        """Tell a unit that has long been in the list, or refuse it at once."""
        return _named(await self._unit(number), "unit", field)

    async def unit(self, number: str, *, field: str, part: PartAs = PartAs.LINE) -> Unit:
        """Wait also for somebody who gives this part there; whether it is refused without is the domain's to say."""

        def is_ready(unit: Unit) -> bool:
            return bool(unit.owning if part is PartAs.OWNER else unit.answering)

        unit = await self._once(lambda: self._unit(number), is_ready)
        return _named(unit, "unit", field)

    async def party(self, party: Party, *, field: str) -> None:
        """Refuse a council or a unit that is not known, or is no more."""
        if party.council:
            (await self.council(party.council, field=f"{field}/council")).require_open(field=f"{field}/council")
        elif party.unit:
            unit = _named(await self._once(lambda: self._unit(str(party.unit))), "unit", f"{field}/unit")
            unit.require_open(field=f"{field}/unit")

    async def holding(self, id: str, *, field: str) -> Holding:
        """Tell a term or post, also one that has not begun or has ended."""
        return _named(await self._once(lambda: self._holdings.get(id)), "term or post", field)

    async def meeting_once_held(self, id: str | None) -> Meeting | None:
        """Wait for the meeting to be held; whether it is refused before is the domain's to say."""
        if id is None:
            return None
        return await self._once(lambda: self._meeting(id), lambda meeting: meeting.held)

    async def held(self, meetings: Collection[str | None]) -> set[str]:
        """Tell which of the meetings were held."""
        where = {"_id": In([meeting for meeting in meetings if meeting]), "held": True}
        docs = await self._views.find("meetings", where, limit=1 + len(meetings))
        return {doc["_id"] for doc in docs}

    async def around(self, case: Case, now: datetime) -> Around:
        """Tell what stands outside a case, and what it allows depends on."""
        held = await self.held([case.meeting])
        return Around(now, meeting_held=bool(held), stand_ins=await self.stand_ins(case, now))

    async def stand_ins(self, case: Case, now: datetime) -> dict[str, str]:
        """Tell, for those that raised the case and have no user's seat filled, the nearest above that has, by these."""
        day = oslo_day(now)
        spoken_for = await self._spoken_for(case.homes, day)
        found = {home: await self._speaker_above(home, day) for home in case.homes if home not in spoken_for}
        return {home: above for home, above in found.items() if above}

    async def _speaker_above(self, council: str, day: date) -> str | None:
        met, above = {council}, await self.above(council)
        while above and above not in met and not await self._spoken_for([above], day):
            met.add(above)
            above = await self.above(above)
        return above if above not in met else None

    async def orphans_of(self, councils: Collection[str], now: datetime) -> list[str]:
        """Tell the councils below these in which no user's seat is filled, nor in those between."""
        orphans: list[str] = []
        above = list(councils)
        while above:
            ids = [id for id in await self.below(above) if id not in orphans]
            spoken_for = await self._spoken_for(ids, oslo_day(now))
            above = [id for id in ids if id not in spoken_for]
            orphans += above
        return orphans

    async def below(self, councils: Collection[str]) -> list[str]:
        """Tell the councils right below these."""
        below = await self._views.find("councils", {"parent": In(sorted(councils)), "closed": False}, limit=MOST_BELOW)
        return [doc["_id"] for doc in below]

    async def _spoken_for(self, councils: Collection[str], day: date) -> set[str]:
        where = {"council": In(sorted(councils)), "side": Side.USER.value}
        terms = await self._views.find(TERMS.name, where, order="starts", descending=True, limit=MOST_TERMS)
        return {
            term["council"]
            for term in terms
            if term["role"] != TermRole.OBSERVER and TIME.validate_python(term).holds(day)
        }

    async def cancelled(self, meetings: Collection[str | None]) -> set[str]:
        """Tell which of the meetings will not take place."""
        found = await self._views.get_many("meetings", sorted({meeting for meeting in meetings if meeting}))
        return {id for id, doc in found.items() if doc["cancelled"]}

    async def routes(self, *councils: str) -> Routes:
        return await self._between(await self._views.find("councils", {"_id": In(councils)}, limit=len(councils)))

    async def all_routes(self) -> Routes:
        """Tell the routes between all councils that there are."""
        return await self._between([doc async for doc in self._views.all("councils", {})])

    async def _between(self, docs: Sequence[Doc]) -> Routes:
        told = [COUNCIL.validate_python(doc) for doc in docs]
        heirs = {parent: await self.heir(parent) for parent in {council.parent for council in told} if parent}
        # The registry tells later that a council is below who came after the one that it was below.
        found = [replace(council, parent=heirs[council.parent]) if council.parent else council for council in told]
        regions = {council.id: region for council in found if (region := await self._region_of(council))}
        return Routes({council.id: council for council in found}, regions)

    async def names(self, councils: Collection[str], units: Collection[str], language: Language) -> dict[str, str]:
        """Tell what councils and units are called today, by id and number."""
        found = await self._views.get_many("councils", sorted(councils))
        offices = await self._views.get_many("units", sorted(units))
        called = {id: str(doc["names"][language]) for id, doc in found.items()}
        return called | {number: str(doc["name"]) for number, doc in offices.items()}

    async def _region_of(self, council: Council) -> str | None:
        """Tell which council is that of the region that this one works in, if it is not that itself."""
        if council.level is Level.LOCAL:
            return council.parent
        if council.level is Level.CENTRAL or council.kind is CouncilKind.USER_COUNCIL:
            return None
        own = {"level": Level.REGIONAL.value, "kind": CouncilKind.USER_COUNCIL.value, "closed": False}
        found = await self._views.find("councils", {**own, "units": In(council.units)}, limit=1)
        return next((str(doc["_id"]) for doc in found), None)

    async def heir(self, council: str) -> str | None:
        """Tell who stands for a council today: itself, or who came after it; None if nobody is left above it."""
        heir: str | None = council
        met: set[str] = set()  # two closings in one moment may make a circle
        while heir and (known := await self._council(heir)) and known.closed:
            met.add(heir)
            heir = known.heir if known.heir not in met else None
        return heir

    async def above(self, council: str) -> str | None:
        """Tell the council above a council today; None if there is none."""
        known = await self._council(council)
        return await self.heir(known.parent) if known and known.parent else None

    async def heir_of_unit(self, number: str) -> str | None:
        """Tell which unit stands for a unit today, likewise."""
        heir: str | None = number
        met: set[str] = set()  # see above
        while heir and (doc := await self._views.get("units", heir)) and doc["closed"]:
            met.add(heir)
            after = next(iter(doc["successors"]), doc["parent"])
            heir = after if after not in met else None
        return heir

    async def _council(self, id: str) -> Council | None:
        doc = await self._views.get("councils", id)
        return COUNCIL.validate_python(doc) if doc else None

    async def _meeting(self, id: str) -> Meeting | None:
        doc = await self._views.get("meetings", id)
        return MEETING.validate_python(doc) if doc else None

    async def _unit(self, number: str) -> Unit | None:
        doc = await self._views.get("units", number)
        where = {"unit": number, "role": In(OWNERS)}
        posts = await self._views.find(POSTS.name, where, order="starts", descending=True)  # the latest that fit a page
        return _unit_of(doc, posts) if doc else None

    async def _once(
        self, look: Callable[[], Awaitable[T | None]], ready: Callable[[T], bool] = lambda _: True
    ) -> T | None:
        for _ in range(self._looks - 1):
            found = await look()
            if found and ready(found):
                return found
            await asyncio.sleep(_LOOK)
        return await look()


def _unit_of(doc: Doc, posts: Sequence[Doc]) -> Unit:
    times = {role: [TIME.validate_python(post) for post in posts if post["role"] == role] for role in OWNERS}
    answering = tuple(time for role in ANSWERS for time in times[role])
    owning = tuple(times[PostRole.MUNICIPAL_OWNER])
    return Unit(doc["_id"], doc["kind"], closed=doc["closed"], answering=answering, owning=owning)


def _named(found: T | None, what: str, field: str) -> T:
    if found is None:
        raise UnknownReference(f"No {what} with this id is known here.", field=field)
    return found
