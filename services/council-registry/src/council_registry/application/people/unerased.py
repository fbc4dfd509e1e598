"""The contact store without those who were erased: a crash, or a backup put back, may have left them there."""

from collections.abc import Collection, Sequence
from datetime import datetime

from council_registry.application.people.people_ports import Erasures
from council_registry.application.ports import Contacts
from council_registry.domain.person import Contact, Hold, Person
from council_registry.domain.refusals import NoSuchPerson


class Unerased:
    """Implements `Contacts` on another one, and never tells a person who is in the journal."""

    def __init__(self, contacts: Contacts, erasures: Erasures) -> None:
        self._contacts = contacts
        self._erasures = erasures
        self.prepare = contacts.prepare
        self.settle = contacts.settle
        self.release = contacts.release
        self.erase = contacts.erase
        self.subject_of = contacts.subject_of

    async def enter(self, person: str, contact: Contact, hold: Hold, *, subject: str | None) -> bool:
        await self._require(person)  # a repeat of the command by which somebody came in who is gone
        return await self._contacts.enter(person, contact, hold, subject=subject)

    async def change(self, person: str, contact: Contact) -> None:
        await self._require(person)
        await self._contacts.change(person, contact)

    async def bind(self, person: str, subject: str) -> bool:
        return not await self._erasures.among([person]) and await self._contacts.bind(person, subject)

    async def join(self, person: str, into: str) -> None:
        await self._require(person)
        await self._require(into)
        await self._contacts.join(person, into)

    async def add(self, person: str, hold: Hold) -> bool:
        await self._require(person)
        return await self._contacts.add(person, hold)

    async def awaiting(self, before: datetime) -> Sequence[tuple[str, Hold]]:
        return await self._contacts.awaiting(before)

    async def get(self, person: str) -> Person | None:
        return await self._unless_erased(await self._contacts.get(person))

    async def several(self, people: Collection[str]) -> Sequence[Person]:
        return await self._without_erased(await self._contacts.several(people))

    async def with_subject(self, hashes: Collection[str]) -> Person | None:
        return await self._unless_erased(await self._contacts.with_subject(hashes))

    async def holding(self, holds: Collection[str]) -> Sequence[Person]:
        return await self._without_erased(await self._contacts.holding(holds))

    async def page(self, after: str | None, limit: int) -> Sequence[Person]:
        left: list[Person] = []
        while len(left) < limit and (found := await self._contacts.page(after, limit)):
            left += await self._without_erased(found)
            after = found[-1].id
        return left[:limit]

    async def _unless_erased(self, person: Person | None) -> Person | None:
        left = await self._without_erased([person] if person else [])
        return left[0] if left else None

    async def _without_erased(self, people: Sequence[Person]) -> Sequence[Person]:
        erased = await self._erasures.among([person.id for person in people]) if people else set()
        return [person for person in people if person.id not in erased]

    async def _require(self, person: str) -> None:
        if await self._erasures.among([person]):
            raise NoSuchPerson.told(person)
