"""The meetings of council-registry over HTTP."""

from portal.adapters.service import Service
from portal.application.addresses import part
from portal.application.meetings import Meeting
from portal.application.resources import Page


class HttpMeetings(Service):
    async def meeting(self, token: str, id: str, *, since: str | None = None) -> Meeting:
        return await self.get(Meeting, f"/meetings/{part(id)}", token, since=since)

    async def meetings(self, token: str, *, council: str, status: str | None = None) -> tuple[Meeting, ...]:
        return (await self.get(Page[Meeting], "/meetings", token, council=council, status=status)).items
