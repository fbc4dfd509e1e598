"""newsletter over HTTP."""

from portal.adapters.acts import HttpActs
from portal.application.addresses import part
from portal.application.editions import Digest, Edition, EditionTask, EditionTasks
from portal.application.links import DECLINE, Act
from portal.application.resources import Page


class HttpNewsletter(HttpActs):
    async def tasks(self, token: str) -> tuple[EditionTask, ...]:
        return (await self.get(EditionTasks, "/tasks", token)).items

    async def editions(self, token: str, *, cursor: str | None = None) -> Page[Edition]:
        return await self.get(Page[Edition], "/editions", token, cursor=cursor)

    async def edition(self, token: str, id: str, *, since: str | None = None) -> Edition:
        return await self.get(Edition, f"/editions/{part(id)}", token, since=since)

    async def digest(self, token: str, id: str, *, language: str, council: str | None = None) -> Digest:
        return await self.get(Digest, f"/editions/{part(id)}/digest", token, language=language, council=council)

    async def perform(self, link: str, act: str | None = None) -> Act:
        """Do what the link is for; in the one click of RFC 8058 nothing is said, and no newsletter is wanted."""
        return await super().perform(link, act or DECLINE)
