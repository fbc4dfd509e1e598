"""Drafts of cases over HTTP, where a case may go, and who could read a text."""

from collections.abc import Mapping
from typing import Any

from portal.adapters.service import Service, read, signed
from portal.application.addresses import part
from portal.application.drafting import CaseDraft, Drafts, Readers, Way, WayList


class HttpWriting(Service):
    async def drafts(self, token: str) -> tuple[CaseDraft, ...]:
        return (await self.get(Drafts, "/drafts", token)).items

    async def draft(self, token: str, id: str) -> CaseDraft:
        return await self.get(CaseDraft, f"/drafts/{part(id)}", token)

    async def save_draft(self, token: str, id: str, body: Mapping[str, Any]) -> CaseDraft:
        answer = await self.ask("PUT", f"/drafts/{part(id)}", headers=signed(token), json=dict(body))
        return read(CaseDraft, answer)

    async def drop_draft(self, token: str, id: str) -> None:
        await self.ask("DELETE", f"/drafts/{part(id)}", headers=signed(token))

    async def ways(self, token: str, case: str) -> tuple[Way, ...]:
        return (await self.get(WayList, f"/cases/{part(case)}/ways", token)).items

    async def readers(self, token: str, case: str, *, entry: str, text: str) -> Readers:
        return await self.get(Readers, f"/cases/{part(case)}/texts/readers", token, entry=entry, text=text)
