"""All that is kept of somebody, for that one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from council_registry.application.people.exchange_token import held_ever
from council_registry.application.people.holds import Held, with_places
from council_registry.application.people.people_ports import Keeping
from council_registry.application.ports import Contacts
from council_registry.application.records import HOLDINGS, MEETINGS, Records
from council_registry.domain.holding import Holding
from council_registry.domain.meeting import Meeting
from council_registry.domain.person import Access, Code, Person, Purpose
from council_registry.domain.refusals import NoSuchPerson
from council_registry.domain.seat_file import Nominee

MOST_MEETINGS = 1000
MOST_LOOKS = 10_000


@dataclass(frozen=True)
class Look:
    """Somebody looked: a term or post that is known here, or else a service."""

    access: Access
    by: Held | None


@dataclass(frozen=True)
class MyData:
    person: Person
    holds: list[Held]
    meetings: list[Meeting]  # that were attended, signed up for, or stayed away from
    codes: Sequence[Code]
    looks: list[Look]
    named: Sequence[tuple[str, Nominee]]  # for which requests for names, and how


async def read_my_data(person: str, *, contacts: Contacts, keeping: Keeping, records: Records) -> MyData:
    known = await contacts.get(person)
    if known is None:
        raise NoSuchPerson.told(person)
    held = await held_ever(known.holds, records=records)
    codes = [code for purpose in Purpose for code in await keeping.codes.of(purpose, known.holds)]
    return MyData(
        person=known,
        holds=await with_places(held, records=records),
        meetings=await _meetings(held, records),
        codes=codes,
        looks=await read_looks(person, before=None, limit=MOST_LOOKS, keeping=keeping, records=records),
        named=await keeping.seats.named(_means(known.contact.email)),
    )


async def read_looks(
    person: str, *, before: datetime | None, limit: int, keeping: Keeping, records: Records
) -> list[Look]:
    """Tell who looked at somebody's contact, the newest first."""
    accesses = await keeping.accesses.about(person, before=before, limit=limit)
    found = await records.all_of(HOLDINGS, {access.by for access in accesses})
    held = {one.holding.id: one for one in await with_places(list(found.values()), records=records)}
    return [Look(access, held.get(access.by)) for access in accesses]


def _means(email: str | None) -> Callable[[Nominee], bool]:
    """Know somebody among those who are named by the address: two people may have one name."""
    return lambda nominee: bool(email and nominee.email) and str(nominee.email).casefold() == str(email).casefold()


async def _meetings(held: Sequence[Holding], records: Records) -> list[Meeting]:
    wanted = [
        where
        for one in held
        for where in ({"attended": one.id}, {"signed_up": one.id}, {f"absent.{one.id}": one.council})
        if None not in where.values()
    ]
    found = [await records.find(MEETINGS, where, limit=MOST_MEETINGS) for where in wanted]
    meetings = {record.state.id: record.state for several in found for record in several}
    return sorted(meetings.values(), key=lambda meeting: meeting.starts_at)
