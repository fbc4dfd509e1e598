from dataclasses import dataclass

from council_registry.application.people.people_ports import Accesses
from council_registry.application.ports import Contacts
from council_registry.application.seats.nominating import Requests
from council_registry.domain.person import Access, Contact
from councilkit.clock import Clock
from councilkit.ids import derived_id
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class ResolveContacts:
    """Tell how to reach those who hold, or held, these terms and posts: each person once.

    A request for names stands for the posts that are asked: nobody else may know which they are.
    """

    campaign: str
    holds: frozenset[str]


@dataclass(frozen=True)
class Resolved:
    key: str  # the person's in this campaign alone, so that nobody can follow one from mail to mail
    contact: Contact
    holds: tuple[str, ...]  # those that were asked for


async def resolve_contacts(
    command: ResolveContacts, by: str, *, contacts: Contacts, requests: Requests, accesses: Accesses, clock: Clock
) -> list[Resolved]:
    asked = await requests.posts_asked(command.holds, oslo_day(clock()))
    meant = {hold: {hold} for hold in command.holds} | {request: set(posts) for request, posts in asked.items()}
    found = await contacts.holding(set().union(*meant.values()))
    await accesses.write(Access(clock(), by, "resolve_contacts", tuple(person.id for person in found)))
    return [
        Resolved(
            derived_id("recipient", command.campaign, person.id),
            person.contact,
            tuple(hold for hold, holds in sorted(meant.items()) if not holds.isdisjoint(person.holds)),
        )
        for person in found
    ]
