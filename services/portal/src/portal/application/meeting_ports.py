"""What the pages of meetings need from the registry."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from portal.application.meetings import Meeting, OwnTypes, Preview, Sitting


class Meetings(Protocol):
    async def meeting(self, token: str, id: str, *, since: str | None = None) -> Meeting: ...

    async def meetings(
        self,
        token: str,
        *,
        council: str | None = None,
        region: str | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> tuple[Meeting, ...]:
        """Give all the meetings of a council or a region from the first day to the last."""
        ...

    async def preview(self, token: str, series: Mapping[str, Any]) -> Preview:
        """Tell what stands in the way of the dates of a series; nothing is planned."""
        ...

    async def sitting(self, token: str, council: str, *, on: date) -> tuple[Sitting, ...]:
        """Tell who sits in a council on a day, by name as far as the asker may know it."""
        ...

    async def attendance(self, token: str, meeting: str, *, language: str) -> bytes:
        """Give the list of who came to a meeting, as a file."""
        ...

    async def attendance_of(self, token: str, council: str, year: int, *, language: str) -> bytes:
        """Give the same of all meetings of a council in a year."""
        ...

    async def own_types(self, token: str, *, council: str | None = None, unit: str | None = None) -> OwnTypes:
        """Give the types of meeting that a council has made, or has from its region; or a region's own."""
        ...
