"""council-registry over HTTP."""

from datetime import date, timedelta

from pydantic import BaseModel

from portal.adapters.registry_meetings import HttpMeetings
from portal.adapters.registry_myself import HttpImports, HttpMyself
from portal.adapters.registry_people import ID_TOKEN, HttpPeople
from portal.adapters.registry_structure import HttpStructure
from portal.adapters.service import read
from portal.application.addresses import part
from portal.application.ports import AccessToken
from portal.application.resources import Council, Me, Page, UnitName

_EXCHANGE = {
    "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
    "subject_token_type": ID_TOKEN,
}


class _Exchanged(BaseModel):
    access_token: str
    expires_in: int


class HttpRegistry(HttpPeople, HttpMyself, HttpImports, HttpStructure, HttpMeetings):
    async def exchange(self, id_token: str) -> AccessToken:
        """Exchange the outside token for one that all services take (RFC 8693)."""
        answer = await self.ask("POST", "/token", headers={}, data={**_EXCHANGE, "subject_token": id_token})
        exchanged = read(_Exchanged, answer)
        return AccessToken(exchanged.access_token, self._clock() + timedelta(seconds=exchanged.expires_in))

    async def me(self, token: str) -> Me:
        return await self.get(Me, "/me", token)

    async def council(self, token: str, id: str, *, since: str | None = None, on: date | None = None) -> Council:
        day = on.isoformat() if on else None
        return await self.get(Council, f"/councils/{part(id)}", token, since=since, on=day)

    async def councils(
        self, token: str, *, level: str | None = None, parent: str | None = None, cursor: str | None = None
    ) -> Page[Council]:
        return await self.get(Page[Council], "/councils", token, level=level, parent=parent, cursor=cursor)

    async def unit(self, token: str, number: str) -> UnitName:
        return await self.get(UnitName, f"/units/{part(number)}", token)
