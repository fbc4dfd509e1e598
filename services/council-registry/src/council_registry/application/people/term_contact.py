"""The contact of one who sits in a council, for the one and for those who look after the council."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from council_registry.application.people.asking import asked_by, opens
from council_registry.application.people.council_people import in_company, unprotected
from council_registry.application.people.people_ports import Accesses
from council_registry.application.ports import Contacts, Councils, Organisations, Units
from council_registry.application.structure.places import place_of_council
from council_registry.application.structure.references import known
from council_registry.domain.holding import Holding
from council_registry.domain.people_refusals import OnlyInPerson
from council_registry.domain.person import Access, Contact, Person
from council_registry.domain.policy import Action
from council_registry.domain.refusals import NoSuchTerm
from councilkit.clock import Clock
from councilkit.policy import NotAllowed
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class Asker:
    """Who asks: the person, that one's terms and posts, and the term or post that vouches, if one does."""

    person: str
    holdings: Sequence[Holding]
    vouched_by: str | None = None


@dataclass(frozen=True)
class TermContacts:
    """Reads and changes the contacts of those who sit, and writes down who did."""

    contacts: Contacts
    accesses: Accesses
    councils: Councils
    units: Units
    organisations: Organisations
    clock: Clock

    async def read(self, council: str, term: str, asker: Asker) -> Person:
        person = await self._opened(council, term, asker, why="read_contact")
        if asker.vouched_by:
            return replace(person, contact=in_company(person.contact))
        if person.id == asker.person:
            return person
        return replace(person, contact=unprotected(person.contact))

    async def change(self, council: str, term: str, contact: Contact, asker: Asker) -> None:
        if asker.vouched_by:
            raise OnlyInPerson("Sign in by yourself to change how somebody is reached.", field="Authorization")
        person = await self._opened(council, term, asker, why=Action.CHANGE_CONTACT)
        if person.contact.protected and person.id != asker.person:  # nobody else sees it, so nobody else changes it
            contact = replace(contact, address=person.contact.address, protected=True)
        await change_contact(
            ChangeContact(person.id, contact), contacts=self.contacts, organisations=self.organisations
        )

    async def _opened(self, council: str, term: str, asker: Asker, *, why: str) -> Person:
        place = await place_of_council(council, councils=self.councils, units=self.units)
        acting = asked_by(Action.CHANGE_CONTACT, asker.holdings, place.of_holding(term))
        terms = (await self.councils.get(council)).terms
        if term not in terms:
            raise NoSuchTerm(f"This council has no term {term}.", field="path")
        for person in await self.contacts.holding([term]):
            if person.id != asker.person and not opens(terms[term].period, oslo_day(self.clock())):
                raise NotAllowed("The term is over, or begins much later.", field="path")
            if person.id != asker.person or asker.vouched_by:
                await self.accesses.write(Access(self.clock(), asker.vouched_by or acting.id, why, (person.id,)))
            return person
        raise NoSuchTerm("Nobody is known who holds this term.", field="path")


@dataclass(frozen=True)
class ChangeContact:
    """Keep another contact of somebody."""

    person: str
    contact: Contact = field(repr=False)


async def change_contact(command: ChangeContact, *, contacts: Contacts, organisations: Organisations) -> None:
    if command.contact.organisation:
        await known(organisations, [command.contact.organisation], field="/organisation")
    await contacts.change(command.person, command.contact)
