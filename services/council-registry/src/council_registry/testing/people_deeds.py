"""Every deed about people that an event tells of."""

from council_registry.application.people.invite import InviteToPost, InviteToTerm, Vouch
from council_registry.application.people.start_post import StartPost
from council_registry.application.seats.start_term import StartTerm
from council_registry.application.structure.change_organisation import ChangeOrganisation
from council_registry.application.structure.list_organisation import ListOrganisation
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.people import DIRECTORATE, MANAGER, OFFICER, THIS_YEAR, newcomer
from councilkit.events.councils import PostRole, TermRole


async def every_deed_with_people(registry: Driver, seated: Seated) -> None:
    who = newcomer("Blid Skigard", subject=None)
    seat = await registry.a_seat(seated.id)
    term = await registry.do(StartTerm(seated.id, seat, TermRole.OBSERVER, THIS_YEAR, who), OFFICER)
    await registry.do(InviteToTerm(seated.id, term.id), OFFICER)
    await registry.do(Vouch(seated.id, term.id), MANAGER)
    post = await registry.do(StartPost("0701", PostRole.EMPLOYEE, THIS_YEAR, newcomer(subject=None)), OFFICER)
    await registry.do(InviteToPost("0701", post.id), OFFICER)
    receipt = await registry.do(ListOrganisation("Lyktelaget"), DIRECTORATE)
    organisation = registry.service.organisations.id_of(receipt)
    await registry.do(ChangeOrganisation(organisation, "Nye Lyktelaget"), DIRECTORATE)
