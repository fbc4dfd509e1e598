"""Who sits in a council, by name, and how to reach them."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query

from council_registry.api.bodies import Day, PersonBody
from council_registry.api.contact_shapes import ContactCard, CouncilPeopleShape, SittingShape
from council_registry.api.dependencies import Id, Service
from council_registry.api.identities import held_by
from council_registry.application.people.council_people import CouncilPeople, ReadPeople, Sitting, read_people
from council_registry.application.people.term_contact import Asker, TermContacts
from council_registry.application.service import Registry
from council_registry.domain.people_refusals import NoAddress, OnlyInPerson
from council_registry.domain.policy import POLICY, Action
from council_registry.domain.refusals import NoSuchCouncil, NoSuchTerm
from councilkit.events.councils import Side
from councilkit.refusals import UnknownReference
from councilkit.web import AllowedAction, Caller, action, allowed_actions
from councilkit.web.house_app import Reader
from councilkit.workdays import oslo_day

router = APIRouter(tags=["people"])

On = Annotated[Day | None, Query(description="The day that is told of; today unless told")]
WITH_A_TERM: Sequence[Action] = (Action.CHANGE_CONTACT, Action.END_TERM, Action.ERASE_PERSON)


@router.get("/councils/{id}/people", **action(Action.READ_PEOPLE, NoSuchCouncil))
async def council_people(id: Id, reader: Reader, service: Service, on: On = None) -> CouncilPeopleShape:
    told = await read_people(
        ReadPeople(id, on or oslo_day(service.clock()), reader.vouched_by),
        [held_by(holding) for holding in reader.holdings],
        councils=service.councils,
        units=service.units,
        records=service.records,
        contacts=service.contacts,
        accesses=service.keeping.accesses,
        clock=service.clock,
    )
    items = [SittingShape.of(one, _actions(one, told, reader), reachable=told.reachable) for one in told.sitting]
    return CouncilPeopleShape(items=items)


@router.get("/councils/{id}/terms/{term}/contact", **action("read_contact", NoSuchCouncil, NoSuchTerm))
async def contact(id: Id, term: Id, reader: Reader, service: Service) -> ContactCard:
    return ContactCard.of(await _term_contacts(service).read(id, term, _asker(reader)))


@router.put(
    "/councils/{id}/terms/{term}/contact",
    **action(Action.CHANGE_CONTACT, NoSuchCouncil, NoSuchTerm, NoAddress, OnlyInPerson, UnknownReference),
)
async def change_contact(id: Id, term: Id, body: PersonBody, reader: Reader, service: Service) -> ContactCard:
    contacts = _term_contacts(service)
    await contacts.change(id, term, body.contact(), _asker(reader))
    return ContactCard.of(await contacts.read(id, term, _asker(reader)))


def _actions(one: Sitting, told: CouncilPeople, reader: Caller) -> list[AllowedAction]:
    possible = [*WITH_A_TERM] if one.person else []
    if one.person and one.holding.side is Side.USER:
        possible.append(Action.VOUCH)
    if one.person and not one.person.signed_in:
        possible.append(Action.INVITE)
    return allowed_actions(POLICY, reader, possible, told.place.of_holding(one.holding.id).relations)


def _term_contacts(service: Registry) -> TermContacts:
    return TermContacts(
        service.contacts,
        service.keeping.accesses,
        service.councils,
        service.units,
        service.organisations,
        service.clock,
    )


def _asker(reader: Caller) -> Asker:
    return Asker(reader.subject, [held_by(holding) for holding in reader.holdings], reader.vouched_by)
