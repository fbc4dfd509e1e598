"""What the pages of meetings need from the registry."""

from typing import Protocol

from portal.application.meetings import Meeting


class Meetings(Protocol):
    async def meeting(self, token: str, id: str, *, since: str | None = None) -> Meeting: ...

    async def meetings(self, token: str, *, council: str, status: str | None = None) -> tuple[Meeting, ...]: ...
