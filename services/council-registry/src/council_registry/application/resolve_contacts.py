from dataclasses import dataclass

from council_registry.application.ports import Contacts
from council_registry.domain.person import Person


@dataclass(frozen=True)
class ResolveContacts:
    """Tell how to reach those who hold, or held, these terms and posts: each person once."""

    holds: frozenset[str]


@dataclass(frozen=True)
class Resolved:
    person: Person
    holds: tuple[str, ...]  # those that were asked for


async def resolve_contacts(command: ResolveContacts, *, contacts: Contacts) -> list[Resolved]:
    found = await contacts.holding(command.holds)
    return [Resolved(person, tuple(hold for hold in person.holds if hold in command.holds)) for person in found]
