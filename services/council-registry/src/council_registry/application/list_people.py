from dataclasses import dataclass
from datetime import date

from council_registry.application.people import Held, held_on, with_places
from council_registry.application.ports import Contacts
from council_registry.application.records import Records
from council_registry.domain.person import Person


@dataclass(frozen=True)
class Listed:
    person: Person
    holds: list[Held]


async def list_people(
    today: date, *, after: str | None, limit: int, contacts: Contacts, records: Records
) -> list[Listed]:
    """Tell people in order of id, with what they hold today."""
    people = await contacts.page(after, limit)
    running = await held_on(today, [hold for person in people for hold in person.holds], records=records)
    held = {one.holding.id: one for one in await with_places(running, records=records)}
    return [Listed(person, [held[hold] for hold in person.holds if hold in held]) for person in people]
