"""People, seats and requests for names of council-registry over HTTP."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import httpx2
from pydantic import BaseModel

from councilkit.clock import Clock
from portal.adapters.service import Service, commanded, read, signed
from portal.application.addresses import part
from portal.application.people import (
    Code,
    Contact,
    Handover,
    Nomination,
    NominationCard,
    PostHolder,
    PostHolders,
    RegistryTask,
    RegistryTasks,
    Seats,
    Sitter,
    Sitters,
    Vacancy,
)
from portal.application.people_ports import Vouched
from portal.application.ports import Order
from portal.application.resources import Page

ID_TOKEN: Final = "urn:ietf:params:oauth:token-type:id_token"  # noqa: S105 - a type's name
VOUCHED: Final = "urn:raadslag:oauth:grant-type:vouched"


class _Entered(BaseModel):
    access_token: str
    expires_in: int
    refresh_token: str


class HttpPeople(Service):
    def __init__(self, http: httpx2.AsyncClient, url: str, *, clock: Clock) -> None:
        super().__init__(http, url)
        self._clock = clock

    async def sitters(self, token: str, council: str) -> tuple[Sitter, ...]:
        return (await self.get(Sitters, f"/councils/{part(council)}/people", token)).items

    async def seats(self, token: str, council: str) -> Seats:
        return await self.get(Seats, f"/councils/{part(council)}/seats", token)

    async def post_holders(self, token: str, place: str) -> tuple[PostHolder, ...]:
        return (await self.get(PostHolders, f"{place}/people", token)).items

    async def contact_of(self, token: str, council: str, term: str) -> Contact:
        return await self.get(Contact, _contact(council, term), token)

    async def change_contact_of(self, token: str, council: str, term: str, body: Mapping[str, Any]) -> Contact:
        return read(Contact, await self.ask("PUT", _contact(council, term), headers=signed(token), json=body))

    async def code(self, path: str, order: Order) -> Code:
        return read(Code, await self.ask("POST", path, headers=commanded(order)))

    async def erase(self, hold: str, order: Order) -> None:
        await self.ask("POST", "/people/erase", headers=commanded(order), json={"hold": hold})

    async def accept(self, id_token: str, code: str) -> None:
        body = {"subject_token": id_token, "subject_token_type": ID_TOKEN, "code": code}
        await self.ask("POST", "/invitations/accept", headers={}, json=body)

    async def enter(self, code: str) -> Vouched:
        return await self._entered(grant_type=VOUCHED, code=code)

    async def stay(self, session: str) -> Vouched:
        return await self._entered(grant_type="refresh_token", refresh_token=session)

    async def vacancies(self, token: str, *, organisation: str) -> tuple[Vacancy, ...]:
        return await self.every(Page[Vacancy], "/vacancies", token, organisation=organisation)

    async def nominations(self, token: str, *, organisation: str) -> tuple[NominationCard, ...]:
        return await self.every(Page[NominationCard], "/nominations", token, organisation=organisation)

    async def nomination(self, token: str, id: str) -> Nomination:
        return await self.get(Nomination, f"/nominations/{part(id)}", token)

    async def handover(self, token: str, council: str, term: str) -> Handover:
        return await self.get(Handover, f"/councils/{part(council)}/terms/{part(term)}/handover", token)

    async def tasks(self, token: str) -> tuple[RegistryTask, ...]:
        return (await self.get(RegistryTasks, "/tasks", token)).items

    async def _entered(self, **form: str) -> Vouched:
        entered = read(_Entered, await self.ask("POST", "/token", headers={}, data=form))
        until = self._clock() + timedelta(seconds=entered.expires_in)
        return Vouched(entered.access_token, until, entered.refresh_token)


def _contact(council: str, term: str) -> str:
    return f"/councils/{part(council)}/terms/{part(term)}/contact"
