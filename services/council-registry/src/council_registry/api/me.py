"""One's own page: what is kept of the asker, who looked, and being forgotten."""

from dataclasses import replace
from datetime import datetime

from fastapi import APIRouter, Response

from council_registry.api.bodies import PersonBody
from council_registry.api.contact_shapes import ContactCard, ErasedShape, LookShape, MyDataShape
from council_registry.api.dependencies import Service
from council_registry.api.identities import held_by
from council_registry.api.people_shapes import MeShape
from council_registry.application.people.council_people import in_company
from council_registry.application.people.my_data import read_looks, read_my_data
from council_registry.application.people.read_me import read_me
from council_registry.application.people.term_contact import ChangeContact, change_contact
from council_registry.application.service import Registry
from council_registry.domain.people_refusals import NoAddress, OnlyInPerson
from council_registry.domain.person import Access, Person
from council_registry.domain.refusals import NoSuchPerson
from councilkit.refusals import UnknownReference
from councilkit.web import Caller, CursorMalformed, Page, Paging, PagingDep, action
from councilkit.web.house_app import ReaderOrFormer

router = APIRouter(prefix="/me", tags=["me"])


@router.get("", **action("read_me", NoSuchPerson))
async def me(reader: ReaderOrFormer, service: Service) -> MeShape:
    holdings, former = ([held_by(one) for one in several] for several in (reader.holdings, reader.former))
    told = await read_me(reader.subject, holdings, former, contacts=service.contacts, records=service.records)
    return MeShape.of(reader.subject, told, reader.vouched_by)


@router.get("/contact", **action("read_my_contact", NoSuchPerson))
async def my_contact(reader: ReaderOrFormer, service: Service) -> ContactCard:
    person = await _known(reader, service)
    if reader.vouched_by is None:
        return ContactCard.of(person)
    await service.keeping.accesses.write(Access(service.clock(), reader.vouched_by, "read_contact", (person.id,)))
    return ContactCard.of(replace(person, contact=in_company(person.contact)))


@router.put("/contact", **action("change_my_contact", NoSuchPerson, NoAddress, OnlyInPerson, UnknownReference))
async def change_my_contact(body: PersonBody, reader: ReaderOrFormer, service: Service) -> ContactCard:
    _require_in_person(reader, "Sign in by yourself to change how you are reached, or ask your secretary.")
    await _known(reader, service)
    command = ChangeContact(reader.subject, body.contact())
    await change_contact(command, contacts=service.contacts, organisations=service.organisations)
    return ContactCard.of(await _known(reader, service))


@router.get("/data", **action("read_my_data", NoSuchPerson, OnlyInPerson))
async def my_data(reader: ReaderOrFormer, service: Service, response: Response) -> MyDataShape:
    _require_in_person(reader, "Sign in by yourself to take home what is kept of you.")
    data = await read_my_data(
        reader.subject, contacts=service.contacts, keeping=service.keeping, records=service.records
    )
    response.headers["Content-Disposition"] = 'attachment; filename="raadslag-data.json"'
    return MyDataShape.of(data)


@router.get("/access", **action("list_my_accesses", CursorMalformed))
async def my_accesses(reader: ReaderOrFormer, service: Service, paging: PagingDep) -> Page[LookShape]:
    found = await read_looks(
        reader.subject, before=_before(paging), limit=paging.fetch, keeping=service.keeping, records=service.records
    )
    return paging.page(found, key=lambda look: look.access.at.isoformat(), show=LookShape.of)


@router.post("/erase", **action("erase_me", NoSuchPerson, OnlyInPerson))
async def erase_me(reader: ReaderOrFormer, service: Service) -> ErasedShape:
    _require_in_person(reader, "Ask the secretary of your council to have you erased.")
    myself = await _known(reader, service)
    await service.erasing.erase(myself, by=(*reader.holdings, *reader.former)[0].id)
    return ErasedShape()


def _require_in_person(reader: Caller, detail: str) -> None:
    """An employee who vouches sits beside, and sees what is seen."""
    if reader.vouched_by:
        raise OnlyInPerson(detail, field="Authorization")


async def _known(reader: Caller, service: Registry) -> Person:
    person = await service.contacts.get(reader.subject)
    if person is None:
        raise NoSuchPerson.told(reader.subject)
    return person


def _before(paging: Paging) -> datetime | None:
    match paging.after:
        case None:
            return None
        case str(at):
            try:
                moment = datetime.fromisoformat(at)
            except ValueError:
                moment = None
            if moment and moment.tzinfo:
                return moment
    raise CursorMalformed("The cursor is not one that this list gave.", field="cursor")
