"""What is due, in memory, for tests and simulations."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from councilkit.clock import Clock, utc_now
from councilkit.due import AT_ONCE, Backlog, too_far_ahead


@dataclass(frozen=True, slots=True)
class _Subject:
    at: datetime | None
    changes: int
    since: datetime | None


@dataclass(slots=True)
class MemoryDueStore:
    """Implements `DueStore`."""

    clock: Clock = utc_now
    _subjects: dict[str, _Subject] = field(default_factory=dict)

    async def prepare(self) -> None:
        """Make nothing: there is no index."""

    async def look_again(self, subjects: Sequence[str]) -> None:
        """Count one more change of each."""
        now = self.clock()
        for subject in subjects:
            seen = self._subjects.get(subject, _Subject(None, 0, None))
            self._subjects[subject] = _Subject(AT_ONCE, seen.changes + 1, min(seen.since or now, now))

    async def due(self, now: datetime, limit: int) -> list[tuple[str, int]]:
        """Tell the subjects whose time has come, or cannot be right."""
        ready = sorted((one.at, name, one.changes) for name, one in self._subjects.items() if _is_ready(one.at, now))
        return [(name, changes) for _, name, changes in ready][:limit]

    async def put_off(self, subject: str, until: datetime | None, changes: int) -> None:
        """Set a subject's time, unless it has changed."""
        seen = self._subjects.get(subject)
        if seen and seen.changes == changes:
            self._subjects[subject] = _Subject(until, changes, until)

    async def backlog(self, now: datetime) -> Backlog:
        """Tell how much is due."""
        ready = [one for one in self._subjects.values() if _is_ready(one.at, now)]
        return Backlog(len(ready), min((one.since for one in ready if one.since), default=None))


def _is_ready(at: datetime | None, now: datetime) -> bool:
    return at is not None and (at <= now or at > too_far_ahead(now))
