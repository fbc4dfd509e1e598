from dataclasses import dataclass

from council_registry.application.people.holds import Held, held_on, with_places
from council_registry.application.people.people_ports import Accesses
from council_registry.application.ports import Contacts
from council_registry.application.records import Records
from council_registry.domain.person import Access, Person
from councilkit.clock import Clock
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class Listed:
    person: Person
    holds: list[Held]


async def list_people(
    by: str, *, after: str | None, limit: int, contacts: Contacts, accesses: Accesses, records: Records, clock: Clock
) -> list[Listed]:
    """Tell people in order of id, with what they hold today."""
    now = clock()
    today = oslo_day(now)
    people = await contacts.page(after, limit)
    await accesses.write(Access(now, by, "list_people", tuple(person.id for person in people)))
    running = await held_on(today, [hold for person in people for hold in person.holds], records=records)
    held = {one.holding.id: one for one in await with_places(running, records=records)}
    return [Listed(person, [held[hold] for hold in person.holds if hold in held]) for person in people]
