"""Organisations that are asked for names, and those who answer for them."""

from council_registry.application.structure.list_organisation import ListOrganisation
from council_registry.application.structure.organisation_posts import StartContact
from council_registry.testing.driver import Driver
from council_registry.testing.people import DIRECTORATE, THIS_YEAR, newcomer
from councilkit.callers import Holding
from councilkit.events.councils import PostRole
from councilkit.ids import random_id


async def an_organisation(registry: Driver, name: str = "Lyktelaget", umbrella: str | None = None) -> str:
    receipt = await registry.do(ListOrganisation(name, umbrella), DIRECTORATE)
    return registry.service.organisations.id_of(receipt)


async def a_contact(registry: Driver, organisation: str) -> Holding:
    post = await registry.do(StartContact(organisation, THIS_YEAR, newcomer(subject=random_id())), DIRECTORATE)
    return Holding(
        id=post.id,
        kind="post",
        organisation=organisation,
        role=PostRole.ORGANISATION_CONTACT,
        side="user",
        starts=THIS_YEAR.starts,
    )
