"""council-registry as links and invitations meet it."""

from collections.abc import Collection
from datetime import UTC, datetime

from councilkit.refusals import Unavailable
from notifier.application.absence_by_link import Absence
from notifier.application.compose_invitation import Code

EXPIRES = datetime(2026, 4, 9, 9, 0, tzinfo=UTC)
"""Thirty days after a test begins."""


class FakeAbsences:
    """Implements `Absences`: remembers what it is told, and says what a test chooses."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str, str]] = []
        self.says = Absence.TAKEN

    async def tell(self, meeting: str, *, term: str, key: str) -> Absence:
        self.told.append((meeting, term, key))
        return self.says


class FakeInvitations:
    """Implements `Invitations`: has a code for each term and post, but for those that are `used`."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self.away = False

    async def codes(self, holds: Collection[str]) -> list[Code]:
        if self.away:
            message = "the registry is away"
            raise Unavailable(message)
        return [Code(hold, f"kode-{hold}", EXPIRES) for hold in sorted(holds) if hold not in self.used]
