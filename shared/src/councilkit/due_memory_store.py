"""What is due, in memory, for tests and simulations."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from councilkit.due import AT_ONCE, too_far_ahead


@dataclass(frozen=True, slots=True)
class _Subject:
    at: datetime | None
    changes: int


@dataclass(slots=True)
class MemoryDueStore:
    """Implements `DueStore`."""

    _subjects: dict[str, _Subject] = field(default_factory=dict)

    async def prepare(self) -> None:
        """Make nothing: there is no index."""

    async def look_again(self, subjects: Sequence[str]) -> None:
        """Count one more change of each."""
        for subject in subjects:
            seen = self._subjects.get(subject)
            self._subjects[subject] = _Subject(AT_ONCE, seen.changes + 1 if seen else 1)

    async def due(self, now: datetime, limit: int) -> list[tuple[str, int]]:
        """Tell the subjects whose time has come, or cannot be right."""
        waiting = sorted((one.at, name, one.changes) for name, one in self._subjects.items() if one.at)
        ready = [(name, changes) for at, name, changes in waiting if at <= now or at > too_far_ahead(now)]
        return ready[:limit]

    async def put_off(self, subject: str, until: datetime | None, changes: int) -> None:
        """Set a subject's time, unless it has changed."""
        seen = self._subjects.get(subject)
        if seen and seen.changes == changes:
            self._subjects[subject] = replace(seen, at=until)
