"""case-flow over HTTP: answers that are not home, what was agreed, and the archive's file of a case."""

from portal.adapters.service import Service
from portal.application.addresses import part
from portal.application.answers_out import AnswerOut, Appeals
from portal.application.resources import Card, Page

FOLLOWED = "in_follow_up"


class HttpAnswers(Service):
    async def answers_out(self, token: str, *, of: str | None = None, cursor: str | None = None) -> Page[AnswerOut]:
        return await self.get(Page[AnswerOut], "/answers-out", token, region=of, cursor=cursor)

    async def appeals(self, token: str, council: str) -> Appeals:
        return await self.get(Appeals, f"/councils/{part(council)}/appeals", token)

    async def followed_up(self, token: str, *, council: str, cursor: str | None = None) -> Page[Card]:
        return await self.get(Page[Card], "/cases", token, council=council, state=FOLLOWED, cursor=cursor)

    async def archive(self, token: str, case: str) -> bytes:
        return await self.load(f"/cases/{part(case)}/export", token)
