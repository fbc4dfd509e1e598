"""case-flow over HTTP."""

from portal.adapters.case_flow_answers import HttpAnswers
from portal.adapters.case_flow_imports import HttpOldCases
from portal.adapters.case_flow_rounds import HttpRounds
from portal.adapters.case_flow_writing import HttpWriting
from portal.application.addresses import part
from portal.application.resources import Card, Case, Page, Task, Tasks


class HttpCaseFlow(HttpAnswers, HttpOldCases, HttpRounds, HttpWriting):
    async def tasks(self, token: str) -> tuple[Task, ...]:
        return (await self.get(Tasks, "/tasks", token)).items

    async def cases(
        self,
        token: str,
        *,
        council: str | None = None,
        called: str | None = None,
        over: bool | None = None,
        cursor: str | None = None,
    ) -> Page[Card]:
        return await self.get(Page[Card], "/cases", token, council=council, called=called, over=over, cursor=cursor)

    async def case(self, token: str, id: str, *, since: str | None = None) -> Case:
        return await self.get(Case, f"/cases/{part(id)}", token, since=since)
