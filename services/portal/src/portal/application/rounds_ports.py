"""What the pages of rounds need from case-flow."""

from typing import Protocol

from portal.application.resources import Page
from portal.application.rounds import Round, RoundCard


class Rounds(Protocol):
    async def rounds(
        self, token: str, *, council: str | None = None, case: str | None = None, cursor: str | None = None
    ) -> Page[RoundCard]: ...

    async def rounds_waiting(self, token: str) -> tuple[RoundCard, ...]:
        """Tell the rounds that wait for the asker's own councils."""
        ...

    async def round(self, token: str, id: str, *, since: str | None = None) -> Round: ...
