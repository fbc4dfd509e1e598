"""The links of a service's mails over HTTP: nobody signs in, and the link's token stands in the body alone."""

from portal.adapters.service import Service, read
from portal.application.links import Act


class HttpActs(Service):
    async def look(self, link: str) -> Act:
        return read(Act, await self.ask("POST", "/acts/look", headers={}, json={"token": link}))

    async def perform(self, link: str, act: str | None = None) -> Act:
        body = {"token": link} if act is None else {"token": link, "act": act}
        return read(Act, await self.ask("POST", "/acts/perform", headers={}, json=body))
