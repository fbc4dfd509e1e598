"""Organisations over HTTP, and those who answer for them."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from council_registry.api.bodies import AppointingBody, EndBody
from council_registry.api.dependencies import Id, Service
from council_registry.api.organisation_shapes import OrganisationCard, OrganisationList, OrganisationShape
from council_registry.api.people_bodies import OrganisationBody
from council_registry.api.shapes import Appointed
from council_registry.application.reading.search import matches, words
from council_registry.application.structure.change_organisation import ChangeOrganisation, change_organisation
from council_registry.application.structure.list_organisation import ListOrganisation, list_organisation
from council_registry.application.structure.organisation_posts import (
    EndContact,
    StartContact,
    end_contact,
    start_contact,
)
from council_registry.application.structure.organisations import list_organisations, read_organisation
from council_registry.domain.people_refusals import ErasedBefore, NoAddress, NoSuchOrganisation, OrganisationOfItself
from council_registry.domain.policy import POLICY, Action, Place
from council_registry.domain.refusals import AlreadyOver, EndsBeforeStart, NoSuchPost, PersonKnown, PersonOrContact
from councilkit.refusals import UnknownReference
from councilkit.web import Accepted, Since, action, allowed_actions, etag
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep, Reader

router = APIRouter(prefix="/organisations", tags=["organisations"])

ANY_CONTACT = (UnknownReference, PersonOrContact, PersonKnown, ErasedBefore, NoAddress, EndsBeforeStart, *ANY_COMMAND)
Text = Annotated[str, Query(max_length=100, description="Words; each is the beginning of one in the name")]


@router.get("", **action("list_organisations"))
async def organisations(reader: Reader, service: Service, since: Since = None, q: Text = "") -> OrganisationList:
    if since:
        await service.seen(since)
    wanted = words(q)
    named = await list_organisations(records=service.records, texts=service.texts)
    return OrganisationList(
        items=[OrganisationCard.of(one) for one in named if matches(wanted, words(one.name))],
        actions=allowed_actions(POLICY, reader, [Action.LIST_ORGANISATION], lambda _: ()),
    )


@router.get("/{id}", **action("read_organisation", NoSuchOrganisation))
async def organisation(
    id: Id, reader: Reader, service: Service, response: Response, since: Since = None
) -> OrganisationShape:
    if since:
        await service.seen(since)
    named = await read_organisation(id, records=service.records, texts=service.texts)
    everyone = await list_organisations(records=service.records, texts=service.texts)
    under = [one for one in everyone if one.organisation.umbrella == id]
    place, possible = Place(organisations=frozenset({id})), named.organisation.possible()
    response.headers["ETag"] = etag(named.sequence)
    return OrganisationShape.page(named, under, allowed_actions(POLICY, reader, possible, place.relations))


@router.post("", status_code=201, **action(Action.LIST_ORGANISATION, UnknownReference, *ANY_COMMAND))
async def new_organisation(body: OrganisationBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = ListOrganisation(body.name, body.umbrella)
    return await answer(await list_organisation(command, by.holding, by.call, organisations=service.organisations))


@router.post(
    "/{id}/change",
    **action(Action.CHANGE_ORGANISATION, NoSuchOrganisation, OrganisationOfItself, UnknownReference, *ANY_COMMAND),
)
async def change(id: Id, body: OrganisationBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = ChangeOrganisation(id, body.name, body.umbrella)
    return await answer(await change_organisation(command, by.holding, by.call, organisations=service.organisations))


@router.post("/{id}/posts", status_code=201, **action("start_contact", NoSuchOrganisation, *ANY_CONTACT))
async def new_contact(id: Id, body: AppointingBody, by: Acting, service: Service, answer: AnswerDep) -> Appointed:
    made = await start_contact(
        StartContact(id, body.period(), body.who()),
        by.holding,
        by.call,
        organisations=service.organisations,
        appointments=service.appointments,
    )
    return Appointed.of(await answer(made.receipt, made.id), made.person)


@router.post(
    "/{id}/posts/{post}/end",
    **action("end_contact", NoSuchOrganisation, NoSuchPost, EndsBeforeStart, AlreadyOver, *ANY_COMMAND),
)
async def no_more_contact(
    *, id: Id, post: Id, body: EndBody, by: Acting, service: Service, answer: AnswerDep
) -> Accepted:
    command = EndContact(id, post, body.on)
    return await answer(await end_contact(command, by.holding, by.call, organisations=service.organisations), post)
