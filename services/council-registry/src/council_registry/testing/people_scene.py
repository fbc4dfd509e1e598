"""What the rows of the authorization matrix act on that are about people: made anew where it is used up."""

from typing import Any

from council_registry.application.people.appointments import Newcomer
from council_registry.application.people.invite import InviteToTerm
from council_registry.application.people.start_post import StartPost
from council_registry.application.seats.start_term import StartTerm
from council_registry.application.structure.list_organisation import ListOrganisation
from council_registry.application.structure.organisation_posts import StartContact
from council_registry.domain.person import Channel, Contact
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.people import DIRECTORATE, THIS_YEAR, TODAY, newcomer
from councilkit.events.councils import Language, PostRole, TermRole
from councilkit.ids import random_id

Arranged = tuple[dict[str, str], dict[str, Any]]

CONTACT = {"name": "Blid Skigard", "email": "blid.skigard@example.no", "language": "nb"}


class PeopleScene:
    """Tells the path's parts and the body of an action that would be accepted, by the action's name."""

    def __init__(self, registry: Driver, harbour: Seated) -> None:
        self._registry = registry
        self._harbour = harbour

    async def somebody(self) -> str:
        """Enter a person who may be erased."""
        [person] = await self._registry.contacts.holding([await self._a_term(random_id())])
        return person.id

    async def read_contact(self) -> Arranged:
        return {"term": self._harbour.leader.id}, {}

    async def change_contact(self) -> Arranged:
        return {"term": self._harbour.leader.id}, CONTACT

    async def change_my_contact(self) -> Arranged:
        return {}, CONTACT

    async def erase_person(self) -> Arranged:
        return {}, {"hold": await self._a_term(random_id())}

    async def invite(self) -> Arranged:
        return {"term": await self._a_term()}, {}

    async def invite_to_post(self) -> Arranged:
        command = StartPost("0701", PostRole.DELEGATE, THIS_YEAR, newcomer(subject=None))
        return {"post": (await self._registry.do(command, DIRECTORATE)).id}, {}

    async def invite_to_organisation(self) -> Arranged:
        return await self._a_contact(), {}

    async def vouch(self) -> Arranged:
        return {"term": await self._a_term()}, {}

    async def tell_codes(self) -> Arranged:
        return {}, {"holds": [self._harbour.leader.id]}

    async def accept_invitation(self) -> Arranged:
        on_paper = Newcomer(Contact("Blid Skigard", None, Language.NB, channel=Channel.PAPER), None)
        seat = await self._registry.a_seat(self._harbour.id)
        start = StartTerm(self._harbour.id, seat, TermRole.MEMBER, THIS_YEAR, on_paper)
        term = (await self._registry.do(start, DIRECTORATE)).id
        given = await self._registry.do(InviteToTerm(self._harbour.id, term), DIRECTORATE)
        token = {"subject_token": random_id(), "subject_token_type": "urn:ietf:params:oauth:token-type:id_token"}
        return {}, {"code": given.words, **token}

    async def read_organisation(self) -> Arranged:
        return {"id": await self._an_organisation()}, {}

    async def read_organisation_people(self) -> Arranged:
        return {"id": await self._an_organisation()}, {}

    async def list_organisation(self) -> Arranged:
        return {}, {"name": "Lyktelaget"}

    async def change_organisation(self) -> Arranged:
        return {"id": await self._an_organisation()}, {"name": "Nye Lyktelaget"}

    async def start_contact(self) -> Arranged:
        body = {"starts": TODAY.isoformat(), "contact": CONTACT}
        return {"id": await self._an_organisation()}, body

    async def end_contact(self) -> Arranged:
        return await self._a_contact(), {"on": TODAY.isoformat()}

    async def read_region_composition(self) -> Arranged:
        return {"number": "0800"}, {}

    async def _a_term(self, subject: str | None = None) -> str:
        seat = await self._registry.a_seat(self._harbour.id)
        who = newcomer(f"Lykt {random_id()}", subject=subject)  # whoever is erased leaves the address unusable
        command = StartTerm(self._harbour.id, seat, TermRole.MEMBER, THIS_YEAR, who)
        return str((await self._registry.do(command, DIRECTORATE)).id)

    async def _an_organisation(self) -> str:
        receipt = await self._registry.do(ListOrganisation("Lyktelaget"), DIRECTORATE)
        return self._registry.service.organisations.id_of(receipt)

    async def _a_contact(self) -> dict[str, str]:
        organisation = await self._an_organisation()
        made = await self._registry.do(StartContact(organisation, THIS_YEAR, newcomer(subject=None)), DIRECTORATE)
        return {"id": organisation, "post": made.id}
