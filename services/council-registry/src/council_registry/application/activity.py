"""What councils have done and will do around a day: their meetings and their cases, each read in one go."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from council_registry.application.directory import minute, same_history
from council_registry.application.follow_cases import Raised
from council_registry.application.records import CASES, MEETINGS, Record, Records
from council_registry.domain.meeting import Meeting
from council_registry.domain.meeting_life import Status
from council_registry.domain.signal import RULE, Signal
from councilkit.clock import Clock
from councilkit.inbox import In, Place
from councilkit.inbox.view import Where

BACK = timedelta(days=730)
AHEAD = timedelta(days=400)
DAYS_KEPT = 4

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
    """Tells what was done around a day. That of all is kept until a view of ours moves."""

    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock
        self._reading = asyncio.Lock()
        self._read_at: Moment | None = None
        self._read: dict[date, Activity] = {}
        self._known: dict[str, Record[Meeting]] = {}

    async def of(self, day: date, councils: Collection[str]) -> Activity:
        """Tell what some of the councils did: read as it is asked for, as they are few."""
        these = In(sorted(councils))
        meetings = await self._meetings(day, {"councils": these}, {})
        raised, own = await self._cases(day, {"council": these}), await self._cases(day, {"origin": these})
        return _activity(day, meetings, raised | own)

    async def of_all(self, day: date) -> Activity:
        """Tell what all of them did."""
        if await self._moment() == self._read_at and (read := self._read.get(day)):
            return read
        async with self._reading:  # who asks meanwhile waits for the same reading
            self._begin_anew(await self._moment())
            if day not in self._read:
                self._read = dict(list(self._read.items())[1 - DAYS_KEPT :])
                self._read[day] = await self._around(day)
            return self._read[day]

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

    async def _around(self, day: date) -> Activity:
        self._known = await self._meetings(day, {}, self._known)
        return _activity(day, self._known, await self._cases(day, {}))

    async def _meetings(
        self, day: date, where: Where, known: Mapping[str, Record[Meeting]]
    ) -> dict[str, Record[Meeting]]:
        around = (day - BACK, day + AHEAD)
        return await self._records.between(MEETINGS, "starts_at", around, known, where)

    async def _cases(self, day: date, where: Where) -> dict[str, Raised]:
        return await self._records.cases_since(day - timedelta(days=RULE.counted_days), where)


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
