"""Who sits in a council, by name; only those who look after it are told how to reach everybody.

Whoever may only vouch for somebody is told the names of those who sit there today.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from council_registry.application.people.asking import asked_by, may_any, opens
from council_registry.application.people.people_ports import Accesses
from council_registry.application.ports import Contacts, Councils, Units
from council_registry.application.records import HOLDINGS, Records
from council_registry.application.structure.places import place_of_council
from council_registry.domain.holding import Holding
from council_registry.domain.person import Access, Contact, Person
from council_registry.domain.policy import Action, Place
from councilkit.clock import Clock
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class Sitting:
    """Somebody in a seat; without a person, if that one was erased. `contact` holds only what the asker may see."""

    holding: Holding
    seat: str
    person: Person | None
    contact: Contact | None


@dataclass(frozen=True)
class CouncilPeople:
    sitting: list[Sitting]
    place: Place
    reachable: bool  # the asker looks after the council, and is told how to reach them all


@dataclass(frozen=True)
class ReadPeople:
    council: str
    on: date
    vouched_by: str | None = None


async def read_people(
    command: ReadPeople,
    by: Sequence[Holding],
    *,
    councils: Councils,
    units: Units,
    records: Records,
    contacts: Contacts,
    accesses: Accesses,
    clock: Clock,
) -> CouncilPeople:
    place = await place_of_council(command.council, councils=councils, units=units)
    today = oslo_day(clock())
    names_alone = not may_any(Action.READ_PEOPLE, by, place) and command.on == today
    acting = asked_by(Action.READ_NAMES if names_alone else Action.READ_PEOPLE, by, place)
    council = await councils.get(command.council)
    terms = sorted(council.sitting(command.on))
    found = {hold: person for person in await contacts.holding(terms) for hold in person.holds}
    reachable = may_any(Action.CHANGE_CONTACT, by, place)
    seen = tuple(sorted({found[term].id for term in terms if term in found}))
    await accesses.write(Access(clock(), command.vouched_by or acting.id, Action.READ_PEOPLE, seen))
    held = await records.all_of(HOLDINGS, terms)
    leave = _Leave(reachable, today, vouched=command.vouched_by is not None, names_alone=names_alone)
    sitting = [_sitting(held[term], council.terms[term].seat, found.get(term), leave) for term in terms if term in held]
    return CouncilPeople(sitting, place, reachable)


@dataclass(frozen=True)
class _Leave:
    """How much the asker may see of a contact."""

    reachable: bool
    today: date
    vouched: bool
    names_alone: bool

    def of(self, contact: Contact, holding: Holding) -> Contact:
        if self.names_alone or not opens(holding.period, self.today):
            return name_alone(contact)
        seen = contact if self.reachable else for_colleagues(contact)
        return in_company(seen) if self.vouched else unprotected(seen)


def _sitting(holding: Holding, seat: str, person: Person | None, leave: _Leave) -> Sitting:
    return Sitting(holding, seat, person, leave.of(person.contact, holding) if person else None)


def name_alone(contact: Contact) -> Contact:
    """Leave what is told of who sat here once, or will in a long time."""
    return Contact(contact.name, None, contact.language)


def for_colleagues(contact: Contact) -> Contact:
    """Leave what those who sit in the same council may see: a name, and the phone of who shares it."""
    phone = contact.phone if contact.phone_shared else None
    return Contact(contact.name, None, contact.language, phone, phone_shared=contact.phone_shared)


def in_company(contact: Contact) -> Contact:
    """Leave what an employee who vouches may see, who sits beside: nothing that one would tell to few."""
    return replace(contact, address=None, organisation=None, user_group=None, groups=())


def unprotected(contact: Contact) -> Contact:
    return replace(contact, address=None) if contact.protected else contact
