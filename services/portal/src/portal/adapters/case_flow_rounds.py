"""case-flow over HTTP: rounds, in which councils ask others."""

from portal.adapters.service import Service
from portal.application.addresses import part
from portal.application.resources import Page
from portal.application.rounds import Round, RoundCard


class HttpRounds(Service):
    async def rounds(
        self, token: str, *, council: str | None = None, case: str | None = None, cursor: str | None = None
    ) -> Page[RoundCard]:
        return await self.get(Page[RoundCard], "/rounds", token, council=council, case=case, cursor=cursor)

    async def rounds_waiting(self, token: str) -> tuple[RoundCard, ...]:
        return await self.every(Page[RoundCard], "/rounds", token, waiting="true")

    async def round(self, token: str, id: str, *, since: str | None = None) -> Round:
        return await self.get(Round, f"/rounds/{part(id)}", token, since=since)
