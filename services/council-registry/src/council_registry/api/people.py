"""People by name: to the services that send mail, and to the local issuer."""

from typing import Annotated

from fastapi import APIRouter, Depends

from council_registry.api.bodies import ResolveBody
from council_registry.api.contact_shapes import ErasedShape
from council_registry.api.dependencies import Service
from council_registry.api.people_bodies import HoldBody
from council_registry.api.people_shapes import ContactsShape, PersonShape
from council_registry.application.people.erase_person import ErasePerson, erase_person
from council_registry.application.people.list_people import list_people
from council_registry.application.people.resolve_contacts import ResolveContacts, resolve_contacts
from council_registry.domain.policy import Action
from council_registry.domain.refusals import NoSuchHolding
from councilkit.web import Caller, CursorMalformed, Page, PagingDep, action, scope
from councilkit.web.house_app import ANY_COMMAND, Acting

router = APIRouter(tags=["people"])


@router.post("/contacts/resolve", **action("resolve_contacts"))
async def resolve(
    by: Annotated[Caller, Depends(scope("contacts:resolve"))], body: ResolveBody, service: Service
) -> ContactsShape:
    command = ResolveContacts(body.campaign, frozenset(body.terms + body.posts))
    found = await resolve_contacts(
        command,
        by.subject,
        contacts=service.contacts,
        requests=service.requests,
        accesses=service.keeping.accesses,
        clock=service.clock,
    )
    return ContactsShape.of(found)


@router.post("/people/erase", **action(Action.ERASE_PERSON, NoSuchHolding, *ANY_COMMAND))
async def erase(body: HoldBody, by: Acting, service: Service) -> ErasedShape:
    await erase_person(ErasePerson(body.hold), by.holding, service=service)
    return ErasedShape()


@router.get("/people", **action("list_people", CursorMalformed))
async def people(
    by: Annotated[Caller, Depends(scope("people:list"))], service: Service, paging: PagingDep
) -> Page[PersonShape]:
    if not isinstance(paging.after, str | None):
        raise CursorMalformed("The cursor is not one that this list gave.", field="cursor")
    found = await list_people(
        by.subject,
        after=paging.after,
        limit=paging.fetch,
        contacts=service.contacts,
        accesses=service.keeping.accesses,
        records=service.records,
        clock=service.clock,
    )
    return paging.page(found, key=lambda listed: listed.person.id, show=PersonShape.listed)
