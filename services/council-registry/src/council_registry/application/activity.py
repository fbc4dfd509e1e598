"""What councils have done and will do around a day: their meetings and their cases, each read in one go."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from council_registry.application.directory import minute
from council_registry.application.follow_cases import Raised
from council_registry.application.records import CASES, MEETINGS, Records
from council_registry.domain.meeting import Meeting
from council_registry.domain.meeting_life import Status
from council_registry.domain.signal import RULE, Signal
from councilkit.clock import Clock

BACK = timedelta(days=730)
AHEAD = timedelta(days=400)
A_DAY = timedelta(days=1)
DAYS_KEPT = 4
OVER = {Status.HELD, Status.CANCELLED}


@dataclass(frozen=True)
class CouncilActivity:
    """A council's meetings in order of time, and its cases: those that wait, or were lately raised or answered."""

    day: date
    meetings: Sequence[Meeting] = ()
    cases: Sequence[Raised] = ()

    @cached_property
    def held(self) -> list[Meeting]:
        return [one for one in self.meetings if one.status is Status.HELD and one.day <= self.day]

    @property
    def last(self) -> Meeting | None:
        """The newest meeting that was held, unless it is more than two years ago."""
        return self.held[-1] if self.held else None

    @property
    def last_day(self) -> date | None:
        return self.last.day if self.last else None

    @property
    def coming(self) -> list[Meeting]:
        return [one for one in self.meetings if one.status not in OVER and one.day >= self.day]

    @property
    def raised(self) -> int:
        return sum(self._lately(case.raised_on) for case in self.cases)

    @property
    def waiting(self) -> int:
        return sum(case.waits_on(self.day) for case in self.cases)

    @property
    def answered(self) -> int:
        return sum(self._lately(case.answered_on) for case in self.cases)

    @property
    def signal(self) -> Signal:
        minutes = [one.minutes for one in self.meetings if one.minutes and one.minutes <= self.day]
        return Signal(
            meetings=sum(self._lately(one.day) for one in self.held),
            raised=self.raised,
            answers=self.answered,
            minutes_days=(self.day - max(minutes)).days if minutes else None,
        )

    def _lately(self, when: date | None) -> bool:
        return when is not None and self.day - timedelta(days=RULE.counted_days) < when <= self.day


@dataclass(frozen=True)
class Activity:
    day: date
    councils: Mapping[str, CouncilActivity]

    def of(self, council: str) -> CouncilActivity:
        return self.councils.get(council) or CouncilActivity(self.day)


class Activities:
    """Tells what was done around a day. It is read anew when a view of ours has moved."""

    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock
        self._reading = asyncio.Lock()
        self._read_at: object = None
        self._read: dict[date, Activity] = {}

    async def on(self, day: date) -> Activity:
        async with self._reading:  # who asks meanwhile waits for the same reading
            places = [await self._records.place(view) for view in (MEETINGS.view, CASES)]
            moment = places, minute(self._clock())
            if moment != self._read_at:
                self._read.clear()
                self._read_at = moment
            if day not in self._read:
                self._read = dict(list(self._read.items())[1 - DAYS_KEPT :])
                self._read[day] = await self._around(day)
            return self._read[day]

    async def _around(self, day: date) -> Activity:
        meetings, cases = await self._meetings(day), await self._cases(day)
        active = meetings.keys() | cases.keys()
        return Activity(day, {id: CouncilActivity(day, meetings.get(id, ()), cases.get(id, ())) for id in active})

    async def _meetings(self, day: date) -> Mapping[str, list[Meeting]]:
        found: dict[str, list[Meeting]] = defaultdict(list)
        async for meeting in self._records.between(MEETINGS, "starts_at", day - BACK, day + AHEAD):
            for council in meeting.councils:
                found[council].append(meeting)
        return found

    async def _cases(self, day: date) -> Mapping[str, list[Raised]]:
        found: dict[str, list[Raised]] = defaultdict(list)
        for case in (await self._records.cases_since(day - timedelta(days=RULE.counted_days))).values():
            found[case.council].append(case)
        return found
