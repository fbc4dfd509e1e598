"""What councils have done and will do around a day: their meetings and their cases, each read in one go."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
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
from councilkit.inbox import Place

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
    """Tells what was done around a day. It is read anew when a view of ours has moved, and only what has changed."""

    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock
        self._reading = asyncio.Lock()
        self._read_at: Moment | None = None
        self._read: dict[date, Activity] = {}
        self._known: dict[str, Record[Meeting]] = {}

    async def on(self, day: date) -> Activity:
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
        meetings = await self._meetings(day)
        raised: dict[str, list[Raised]] = defaultdict(list)
        own: dict[str, list[Raised]] = defaultdict(list)
        for case in (await self._records.cases_since(day - timedelta(days=RULE.counted_days))).values():
            raised[case.council].append(case)
            own[case.origin_on(day)].append(case)
        active = meetings.keys() | raised.keys() | own.keys()
        return Activity(
            day,
            {id: CouncilActivity(day, meetings.get(id, ()), raised.get(id, ()), own.get(id, ())) for id in active},
        )

    async def _meetings(self, day: date) -> Mapping[str, list[Meeting]]:
        around = (day - BACK, day + AHEAD)
        self._known = await self._records.between(MEETINGS, "starts_at", around, self._known)
        found: dict[str, list[Meeting]] = defaultdict(list)
        for record in self._known.values():
            for council in record.state.councils:
                found[council].append(record.state)
        return found
