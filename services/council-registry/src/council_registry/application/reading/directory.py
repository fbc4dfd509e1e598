"""All units and councils in one piece, kept in memory as long as nothing of ours has changed."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from council_registry.application.reading.standing import CouncilOnDay, Standing, UnitOnDay
from council_registry.application.records import COUNCILS, UNITS, Record, Records
from council_registry.domain.council import Council
from council_registry.domain.unit import Unit
from councilkit.clock import Clock
from councilkit.inbox import Place

DAYS_KEPT = 16


@dataclass(frozen=True, eq=False)
class Directory:
    """Every unit and council with all that was ever told of it. Compared by identity: a change makes another one."""

    units: Mapping[str, Record[Unit]]
    councils: Mapping[str, Record[Council]]

    def on(self, day: date) -> Standing:
        """Tell how everything stands on a day, by what we know now."""
        return _standing(self, day)


class Directories:
    """Tells the directory of this moment. It is read anew when our views have moved, and only what has changed."""

    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock
        self._reading = asyncio.Lock()
        self._read_at: tuple[tuple[int, Place], datetime] | None = None
        self._newest = Directory({}, {})

    async def on(self, day: date) -> Standing:
        return (await self.now()).on(day)

    async def now(self) -> Directory:
        if await self._moment() != self._read_at:
            async with self._reading:  # who asks meanwhile waits for the same reading
                await self._look_anew(await self._moment())
        return self._newest

    async def _moment(self) -> tuple[tuple[int, Place], datetime]:
        return await self._records.place(COUNCILS.view), minute(self._clock())

    async def _look_anew(self, moment: tuple[tuple[int, Place], datetime]) -> None:
        if moment != self._read_at:
            self._newest = await self._read(moment[0])
            self._read_at = moment

    async def _read(self, place: tuple[int, Place]) -> Directory:
        same = self._read_at is not None and same_history(place, self._read_at[0])
        known = self._newest if same else Directory({}, {})
        units = await self._records.every(UNITS, known.units)
        councils = await self._records.every(COUNCILS, known.councils)
        if (units, councils) == (known.units, known.councils):  # it was a meeting, or a post
            return known
        return Directory(units, councils)


def minute(moment: datetime) -> datetime:
    """Tell which minute it is: a stream that is redriven moves no place, so we look anew in each."""
    return moment.replace(second=0, microsecond=0)


def same_history(now: tuple[int, Place], before: tuple[int, Place]) -> bool:
    """Tell if the same sequence still means the same document."""
    return (now[0], now[1].epoch) == (before[0], before[1].epoch)


@lru_cache(maxsize=DAYS_KEPT)
def _standing(directory: Directory, day: date) -> Standing:
    units = {number: UnitOnDay.of(record, day) for number, record in sorted(directory.units.items())}
    councils = [CouncilOnDay.of(record, day) for record in directory.councils.values()]
    councils.sort(key=lambda one: (one.charter.short, one.id))
    return Standing(day, units, {one.id: one for one in councils})
