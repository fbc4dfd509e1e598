"""Who holds the posts of a unit or an organisation, over HTTP."""

from typing import Self

from fastapi import APIRouter
from pydantic import BaseModel, Field

from council_registry.api.dependencies import Id, Service, UnitNumber
from council_registry.api.identities import held_by
from council_registry.application.people.post_holders import Holders, ReadHolders, read_holders
from council_registry.application.service import Registry
from council_registry.application.structure.places import place_of
from council_registry.domain.people_refusals import NoSuchOrganisation
from council_registry.domain.person import Person
from council_registry.domain.policy import POLICY, Action, Place
from council_registry.domain.refusals import NoSuchUnit
from councilkit.web import AllowedAction, Caller, action, allowed_actions
from councilkit.web.house_app import Reader

router = APIRouter(tags=["people"])


class HolderShape(BaseModel):
    """Somebody who holds a post, or will."""

    post: str
    name: str
    person: str | None = Field(description="Told to those who fill posts here, to name the same one elsewhere")
    signed_in: bool | None = Field(description="Told to those who fill posts here")
    actions: list[AllowedAction]

    @classmethod
    def of(cls, post: str, person: Person, actions: list[AllowedAction], *, nameable: bool) -> Self:
        return cls(
            post=post,
            name=person.contact.name,
            person=person.id if nameable else None,
            signed_in=person.signed_in if nameable else None,
            actions=actions,
        )


class HoldersShape(BaseModel):
    items: list[HolderShape]


@router.get("/units/{number}/people", **action("read_unit_people", NoSuchUnit))
async def unit_people(number: UnitNumber, reader: Reader, service: Service) -> HoldersShape:
    unit = await service.units.get(number)
    posts = {post.id: post.period for post in unit.posts.values()}
    return await _told(ReadHolders(posts, place_of([unit])), reader, service)


@router.get("/organisations/{id}/people", **action("read_organisation_people", NoSuchOrganisation))
async def organisation_people(id: Id, reader: Reader, service: Service) -> HoldersShape:
    organisation = await service.organisations.get(id)
    return await _told(ReadHolders(organisation.posts, Place(organisations=frozenset({id}))), reader, service)


async def _told(query: ReadHolders, reader: Caller, service: Registry) -> HoldersShape:
    found = await read_holders(
        query,
        [held_by(holding) for holding in reader.holdings],
        contacts=service.contacts,
        accesses=service.keeping.accesses,
        clock=service.clock,
    )
    people = found.people.items()
    items = [HolderShape.of(post, one, _actions(one, found, reader), nameable=found.nameable) for post, one in people]
    return HoldersShape(items=items)


def _actions(person: Person, found: Holders, reader: Caller) -> list[AllowedAction]:
    possible = [] if person.signed_in else [Action.INVITE]
    return allowed_actions(POLICY, reader, possible, found.place.relations)
