"""All units and councils in one piece, kept in memory as long as nothing of ours has changed."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from council_registry.application.records import COUNCILS, UNITS, Record, Records
from council_registry.application.standing import CouncilOnDay, Standing, UnitOnDay
from council_registry.domain.council import Council
from council_registry.domain.unit import Unit
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

    def __init__(self, records: Records) -> None:
        self._records = records
        self._reading = asyncio.Lock()
        self._read_at: tuple[int, Place] | None = None
        self._newest = Directory({}, {})

    async def on(self, day: date) -> Standing:
        return (await self.now()).on(day)

    async def now(self) -> Directory:
        async with self._reading:  # who asks meanwhile waits for the same reading
            place = await self._records.place(COUNCILS.view)
            if place != self._read_at:
                self._newest = await self._read(place)
                self._read_at = place
            return self._newest

    async def _read(self, place: tuple[int, Place]) -> Directory:
        known = self._newest if _same_history(place, self._read_at) else Directory({}, {})
        units = await self._records.every(UNITS, known.units)
        councils = await self._records.every(COUNCILS, known.councils)
        if (units, councils) == (known.units, known.councils):  # it was a meeting, or a person's contact
            return known
        return Directory(units, councils)


def _same_history(now: tuple[int, Place], before: tuple[int, Place] | None) -> bool:
    """Tell if the same sequence still means the same document."""
    return before is not None and (now[0], now[1].epoch) == (before[0], before[1].epoch)


@lru_cache(maxsize=DAYS_KEPT)
def _standing(directory: Directory, day: date) -> Standing:
    units = {number: UnitOnDay.of(record, day) for number, record in sorted(directory.units.items())}
    councils = [CouncilOnDay.of(record, day) for record in directory.councils.values()]
    councils.sort(key=lambda one: (one.charter.short, one.id))
    return Standing(day, units, {one.id: one for one in councils})
