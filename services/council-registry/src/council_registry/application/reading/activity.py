"""What councils have done and will do around a day: their meetings and their cases, each read in one go."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from council_registry.application.reading.directory import minute, same_history
from council_registry.application.reading.follow_cases import Raised
from council_registry.application.records import CASES, MEETINGS, Record, Records
from council_registry.domain.meeting import Meeting
from council_registry.domain.meeting_life import Status
from council_registry.domain.signal import RULE, Signal
from councilkit.clock import Clock
from councilkit.inbox import In, Place

BACK = timedelta(days=730)
AHEAD = timedelta(days=400)
KEPT = 16
MOST_KNOWN = 10_000

Asked = tuple[date, frozenset[str] | None]
"""A day, and the councils; None: all of them."""

Moment = tuple[tuple[int, Place], tuple[int, Place], datetime]
OVER = {Status.HELD, Status.CANCELLED}


@dataclass(frozen=True, eq=False)
class CouncilActivity:
    """A council's meetings in order of time, and cases: those that it raised lately, and those it is the origin of."""

    day: date
    meetings: Sequence[Meeting] = ()
    raised: Sequence[Raised] = ()
    own: Sequence[Raised] = ()

    @cached_property
    def last(self) -> Meeting | None:
        """The newest meeting that was held, unless it is more than two years ago."""
        return self._held[-1] if self._held else None

    @cached_property
    def coming(self) -> list[Meeting]:
        return [one for one in self.meetings if one.status not in OVER and one.day >= self.day]

    @cached_property
    def waiting(self) -> int:
        return sum(case.waits_on(self.day) for case in self.own)

    @cached_property
    def signal(self) -> Signal:
        minutes = [one.minutes for one in self.meetings if one.minutes and one.minutes <= self.day]
        return Signal(
            meetings=sum(self._lately(one.day) for one in self._held),
            raised=sum(self._lately(case.raised_on) for case in self.raised),
            answers=sum(self._lately(case.answered_on) for case in self.own),
            minutes_days=(self.day - max(minutes)).days if minutes else None,
        )

    @cached_property
    def _held(self) -> list[Meeting]:
        return [one for one in self.meetings if one.status is Status.HELD and one.day <= self.day]

    def _lately(self, when: date | None) -> bool:
        return when is not None and self.day - timedelta(days=RULE.counted_days) < when <= self.day


@dataclass(frozen=True, eq=False)
class Activity:
    """What all councils do around a day. Compared by identity, as it belongs to one moment."""

    day: date
    councils: Mapping[str, CouncilActivity]

    def of(self, council: str) -> CouncilActivity:
        return self.councils.get(council) or CouncilActivity(self.day)


class Activities:
    """Tells what councils did around a day. It is kept until a view moves; of meetings, what changed is read again."""

    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock
        self._reading = asyncio.Lock()
        self._read_at: Moment | None = None
        self._read: dict[Asked, Activity] = {}
        self._known: dict[str, Record[Meeting]] = {}

    async def of(self, day: date, councils: Collection[str]) -> Activity:
        """Tell what some of them did."""
        return await self._kept((day, frozenset(councils)))

    async def of_all(self, day: date) -> Activity:
        return await self._kept((day, None))

    async def of_one(self, day: date, council: str) -> CouncilActivity:
        """Tell what one of them did; it is not kept, as anybody may ask for one after the other."""
        return (await self._around(day, frozenset([council]))).of(council)

    async def _kept(self, asked: Asked) -> Activity:
        if await self._moment() == self._read_at and (read := self._read.get(asked)):
            return read
        async with self._reading:  # who asks meanwhile waits for the same reading
            self._begin_anew(await self._moment())
            if asked not in self._read:
                self._read = dict(list(self._read.items())[1 - KEPT :])
                self._read[asked] = await self._around(*asked)
            return self._read[asked]

    async def _moment(self) -> Moment:
        meetings, cases = await self._records.place(MEETINGS.view), await self._records.place(CASES)
        return meetings, cases, minute(self._clock())

    def _begin_anew(self, moment: Moment) -> None:
        if moment == self._read_at:
            return
        if not (self._read_at and same_history(moment[0], self._read_at[0])):
            self._known = {}
        self._read.clear()
        self._read_at = moment

    async def _around(self, day: date, councils: frozenset[str] | None) -> Activity:
        these = None if councils is None else In(sorted(councils))
        met = await self._records.between(
            MEETINGS, "starts_at", (day - BACK, day + AHEAD), self._known, {"councils": these} if these else {}
        )
        self._known = (self._known if len(self._known) < MOST_KNOWN else {}) | met
        first = day - timedelta(days=RULE.counted_days)
        cases = await self._records.cases_since(first, {"council": these} if these else {})
        if these:
            cases |= await self._records.cases_since(first, {"origin": these})
        return _activity(day, met, cases)


def _activity(day: date, meetings: Mapping[str, Record[Meeting]], cases: Mapping[str, Raised]) -> Activity:
    met: dict[str, list[Meeting]] = defaultdict(list)
    raised: dict[str, list[Raised]] = defaultdict(list)
    own: dict[str, list[Raised]] = defaultdict(list)
    for record in meetings.values():
        for council in record.state.councils:
            met[council].append(record.state)
    for case in cases.values():
        raised[case.council].append(case)
        own[case.origin_on(day)].append(case)
    active = met.keys() | raised.keys() | own.keys()
    return Activity(
        day, {id: CouncilActivity(day, met.get(id, ()), raised.get(id, ()), own.get(id, ())) for id in active}
    )
