from dataclasses import dataclass

from council_registry.application.people.people_ports import Accesses
from council_registry.application.ports import Contacts
from council_registry.domain.person import Access, Contact
from councilkit.clock import Clock
from councilkit.ids import derived_id


@dataclass(frozen=True)
class ResolveContacts:
    """Tell how to reach those who hold, or held, these terms and posts: each person once."""

    campaign: str
    holds: frozenset[str]


@dataclass(frozen=True)
class Resolved:
    key: str  # the person's in this campaign alone, so that nobody can follow one from mail to mail
    contact: Contact
    holds: tuple[str, ...]  # those that were asked for


async def resolve_contacts(
    command: ResolveContacts, by: str, *, contacts: Contacts, accesses: Accesses, clock: Clock
) -> list[Resolved]:
    found = await contacts.holding(command.holds)
    await accesses.write(Access(clock(), by, "resolve_contacts", tuple(person.id for person in found)))
    return [
        Resolved(
            derived_id("recipient", command.campaign, person.id),
            person.contact,
            tuple(hold for hold in person.holds if hold in command.holds),
        )
        for person in found
    ]
