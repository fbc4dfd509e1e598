"""The contact store in memory, for tests and simulations."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from council_registry.application.ports import held_by_another
from council_registry.domain.person import Contact, Hold, Person
from council_registry.domain.refusals import NoSuchPerson, PersonKnown


@dataclass(frozen=True)
class _Record:
    person: Person
    subject: str | None
    awaited: tuple[Hold, ...] = ()

    def awaiting(self, hold: Hold) -> "_Record":
        return replace(
            self,
            person=replace(self.person, holds=(*self.person.holds, hold.id)),
            awaited=(*self.awaited, hold),
        )


class MemoryContacts:
    """Implements `Contacts` on a dictionary."""

    def __init__(self) -> None:
        self._records: dict[str, _Record] = {}

    async def prepare(self) -> None:
        """There is nothing to prepare."""

    async def enter(self, person: str, contact: Contact, hold: Hold, *, subject: str | None) -> bool:
        if person not in self._records:
            self._require_unknown(subject)
            self._require_free(hold, person)
            self._records[person] = _Record(Person(person, contact, (), signed_in=subject is not None), subject)
        return await self.add(person, hold)

    async def change(self, person: str, contact: Contact) -> None:
        if person not in self._records:
            raise NoSuchPerson.told(person)
        record = self._records[person]
        self._records[person] = replace(record, person=replace(record.person, contact=contact))

    async def bind(self, person: str, subject: str) -> bool:
        record = self._records.get(person)
        if record is None or record.subject:
            return record is not None and record.subject == subject
        self._require_unknown(subject)
        self._records[person] = replace(record, person=replace(record.person, signed_in=True), subject=subject)
        return True

    async def join(self, person: str, into: str) -> None:
        if person in self._records and self._records[person].subject is None:
            gone = self._records.pop(person)
            record = self._records[into]
            holds = (*record.person.holds, *gone.person.holds)
            awaited = (*record.awaited, *gone.awaited)
            self._records[into] = replace(record, person=replace(record.person, holds=holds), awaited=awaited)

    async def subject_of(self, person: str) -> str | None:
        return self._records[person].subject if person in self._records else None

    async def erase(self, person: str) -> Sequence[str]:
        gone = self._records.pop(person, None)
        return gone.person.holds if gone else ()

    async def add(self, person: str, hold: Hold) -> bool:
        if person not in self._records:
            raise NoSuchPerson.told(person)
        self._require_free(hold, person)
        record = self._records[person]
        if hold.id in record.person.holds:
            return False
        self._records[person] = record.awaiting(hold)
        return True

    async def settle(self, person: str, hold: str) -> None:
        if record := self._records.get(person):
            self._records[person] = replace(record, awaited=_without(record, hold))

    async def release(self, person: str, hold: str) -> None:
        record = self._records.get(person)
        if record is None or hold not in {awaited.id for awaited in record.awaited}:
            return
        holds = tuple(held for held in record.person.holds if held != hold)
        if holds:
            person_left = replace(record.person, holds=holds)
            self._records[person] = replace(record, person=person_left, awaited=_without(record, hold))
        else:
            del self._records[person]

    async def awaiting(self, before: datetime) -> Sequence[tuple[str, Hold]]:
        return [
            (record.person.id, hold)
            for record in self._sorted(lambda _: True)
            for hold in record.awaited
            if hold.since < before
        ]

    async def get(self, person: str) -> Person | None:
        return self._records[person].person if person in self._records else None

    async def several(self, people: Collection[str]) -> Sequence[Person]:
        wanted = set(people)
        return [record.person for record in self._sorted(lambda one: one.person.id in wanted)]

    async def with_subject(self, hashes: Collection[str]) -> Person | None:
        found = self._sorted(lambda record: record.subject in hashes)
        return found[0].person if found else None

    async def holding(self, holds: Collection[str]) -> Sequence[Person]:
        wanted = set(holds)
        return [record.person for record in self._sorted(lambda one: not wanted.isdisjoint(one.person.holds))]

    async def page(self, after: str | None, limit: int) -> Sequence[Person]:
        return [record.person for record in self._sorted(lambda one: one.person.id > (after or ""))][:limit]

    def _require_unknown(self, subject: str | None) -> None:
        if subject and any(record.subject == subject for record in self._records.values()):
            raise PersonKnown.told()

    def _require_free(self, hold: Hold, person: str) -> None:
        if any(hold.id in record.person.holds for id, record in self._records.items() if id != person):
            raise held_by_another()

    def _sorted(self, wanted: Callable[[_Record], bool]) -> list[_Record]:
        return sorted(filter(wanted, self._records.values()), key=lambda record: record.person.id)


def _without(record: _Record, hold: str) -> tuple[Hold, ...]:
    return tuple(awaited for awaited in record.awaited if awaited.id != hold)
