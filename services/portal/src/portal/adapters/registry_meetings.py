"""The meetings of council-registry over HTTP."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.adapters.service import Service, read
from portal.application.addresses import part
from portal.application.meetings import Meeting, OwnTypes, Preview, Sitting, Sittings
from portal.application.resources import Page


class HttpMeetings(Service):
    async def meeting(self, token: str, id: str, *, since: str | None = None) -> Meeting:
        return await self.get(Meeting, f"/meetings/{part(id)}", token, since=since)

    async def meetings(
        self,
        token: str,
        *,
        council: str | None = None,
        region: str | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> tuple[Meeting, ...]:
        where = {"council": council, "region": region, "from": _spelt(first), "to": _spelt(last)}
        return await self.every(Page[Meeting], "/meetings", token, **where)

    async def preview(self, token: str, series: Mapping[str, Any]) -> Preview:
        return read(Preview, await self.consult("/meetings/series/preview", token, series))

    async def sitting(self, token: str, council: str, *, on: date) -> tuple[Sitting, ...]:
        return (await self.get(Sittings, f"/councils/{part(council)}/people", token, on=on.isoformat())).items

    async def attendance(self, token: str, meeting: str, *, language: str) -> bytes:
        return await self.load(f"/meetings/{part(meeting)}/attendance.csv", token, language=language)

    async def attendance_of(self, token: str, council: str, year: int, *, language: str) -> bytes:
        path = f"/councils/{part(council)}/attendance.csv"
        return await self.load(path, token, year=str(year), language=language)

    async def own_types(self, token: str, *, council: str | None = None, unit: str | None = None) -> OwnTypes:
        return await self.get(OwnTypes, "/meeting-types", token, council=council, unit=unit)


def _spelt(day: date | None) -> str | None:
    return day.isoformat() if day else None
