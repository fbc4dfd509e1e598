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
    return [
        Listed(person, await with_places(await held_on(today, person.holds, records=records), records=records))
        for person in await contacts.page(after, limit)
    ]
