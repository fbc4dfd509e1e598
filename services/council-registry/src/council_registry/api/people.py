"""People by name: to themselves, to the services that send mail, and to the local issuer."""

from typing import Annotated

from fastapi import APIRouter, Depends

from council_registry.api.bodies import ResolveBody
from council_registry.api.dependencies import Service
from council_registry.api.identities import held_by
from council_registry.api.people_shapes import ContactsShape, MeShape, PersonShape
from council_registry.application.list_people import list_people
from council_registry.application.read_me import read_me
from council_registry.application.resolve_contacts import ResolveContacts, resolve_contacts
from council_registry.domain.refusals import NoSuchPerson
from councilkit.web import Caller, CursorMalformed, Page, PagingDep, action, scope
from councilkit.web.house_app import Reader
from councilkit.workdays import oslo_day

router = APIRouter(tags=["people"])


@router.get("/me", **action("read_me", NoSuchPerson))
async def me(reader: Reader, service: Service) -> MeShape:
    holdings = [held_by(holding) for holding in reader.holdings]
    told = await read_me(reader.subject, holdings, contacts=service.contacts, records=service.records)
    return MeShape.of(reader.subject, told)


@router.post("/contacts/resolve", **action("resolve_contacts"))
async def resolve(
    _: Annotated[Caller, Depends(scope("contacts:resolve"))], body: ResolveBody, service: Service
) -> ContactsShape:
    command = ResolveContacts(body.campaign, frozenset(body.terms + body.posts))
    return ContactsShape.of(await resolve_contacts(command, contacts=service.contacts))


@router.get("/people", **action("list_people", CursorMalformed))
async def people(
    _: Annotated[Caller, Depends(scope("people:list"))], service: Service, paging: PagingDep
) -> Page[PersonShape]:
    if not isinstance(paging.after, str | None):
        raise CursorMalformed("The cursor is not one that this list gave.", field="cursor")
    found = await list_people(
        oslo_day(service.clock()),
        after=paging.after,
        limit=paging.fetch,
        contacts=service.contacts,
        records=service.records,
    )
    return paging.page(found, key=lambda listed: listed.person.id, show=PersonShape.listed)
