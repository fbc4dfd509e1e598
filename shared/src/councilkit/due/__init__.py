"""Things due at a time: one leased loop over an index of what is due next."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

AT_ONCE: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""The time of a subject that has changed: it comes before all others."""

AT_LATEST: Final = timedelta(days=1)
"""A subject is looked at again after a day at the latest: a clock that was wrong once spoils no more than that."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many subjects wait to be looked at, and since when the first of them does."""

    subjects: int
    since: datetime | None


class DueStore(Protocol):
    """When each subject must be looked at next. All methods may raise `councilkit.refusals.Unavailable`."""

    async def prepare(self) -> None:
        """Make the index."""

    async def look_again(self, subjects: Sequence[str]) -> None:
        """Something about these has changed: look at them at once. Safe to repeat."""

    async def due(self, now: datetime, limit: int) -> list[tuple[str, int]]:
        """Tell subjects to look at, the longest overdue first, each with the number of changes it has seen.

        A time that is `too_far_ahead` was set by a clock that was wrong, and has come too.
        """
        ...

    async def put_off(self, subject: str, until: datetime | None, changes: int) -> None:
        """Look at a subject again at a time, or not before it changes, unless it has changed since `due` told it."""

    async def backlog(self, now: datetime) -> Backlog:
        """Tell how much is due."""
        ...


Look = Callable[[str, datetime], Awaitable[datetime | None]]
"""Does what is due about a subject now, by commands with the ids `due/<rule>/<subject>/<date>`; tells when to look
again, or None if only a change can bring something. Raises `Unavailable` to be asked again soon."""


def too_far_ahead(now: datetime) -> datetime:
    """Tell the moment beyond which no right clock has put anything off."""
    return now + 2 * AT_LATEST
