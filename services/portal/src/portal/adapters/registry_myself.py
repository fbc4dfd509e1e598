"""What council-registry tells somebody of that one's own, and the tables that the directorate enters, over HTTP."""

from collections.abc import Mapping
from typing import Any

from portal.adapters.service import Service, commanded, read, signed
from portal.application.addresses import part
from portal.application.importing import ImportPreview, ImportState
from portal.application.people import Certificate, Certificates, Contact, Look, MySeat, MySeats
from portal.application.ports import Order
from portal.application.resources import Page


class HttpMyself(Service):
    async def my_seats(self, token: str) -> tuple[MySeat, ...]:
        return (await self.get(MySeats, "/me/seats", token)).items

    async def my_certificates(self, token: str) -> tuple[Certificate, ...]:
        return (await self.get(Certificates, "/me/certificates", token)).items

    async def certificate(self, token: str, meeting: str, *, language: str) -> bytes:
        return await self.load(f"/me/certificates/{part(meeting)}", token, language=language)

    async def my_contact(self, token: str) -> Contact:
        return await self.get(Contact, "/me/contact", token)

    async def change_my_contact(self, token: str, body: Mapping[str, Any]) -> Contact:
        return read(Contact, await self.ask("PUT", "/me/contact", headers=signed(token), json=body))

    async def my_data(self, token: str) -> bytes:
        return await self.load("/me/data", token)

    async def my_looks(self, token: str, *, cursor: str | None = None) -> Page[Look]:
        return await self.get(Page[Look], "/me/access", token, cursor=cursor)

    async def forget_me(self, token: str) -> None:
        await self.consult("/me/erase", token, {})


class HttpImports(Service):
    async def look_through(self, token: str, sheets: Mapping[str, str]) -> ImportPreview:
        return read(ImportPreview, await self.consult("/imports/preview", token, {"sheets": sheets}))

    async def enter_tables(self, sheets: Mapping[str, str], digest: str, order: Order) -> ImportState:
        body = {"sheets": sheets, "digest": digest}
        return read(ImportState, await self.ask("POST", "/imports", headers=commanded(order), json=body))

    async def import_state(self, token: str, id: str) -> ImportState:
        return await self.get(ImportState, f"/imports/{part(id)}", token)

    async def export(self, token: str, sheet: str) -> bytes:
        return await self.load(f"/export/{part(sheet)}.csv", token)
