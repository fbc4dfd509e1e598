"""What is kept of people beside their contacts, in memory: for tests and simulations."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from council_registry.adapters.memory_contacts import MemoryContacts
from council_registry.adapters.memory_seat_files import MemorySeatFiles
from council_registry.application.people.people_ports import Keeping
from council_registry.application.ports import Contacts
from council_registry.domain.person import Access, Code, Contact, Erased, Purpose


class MemoryCodes:
    """Implements `Codes` on a dictionary. What has ended stays: who asks looks at the end."""

    def __init__(self) -> None:
        self._codes: dict[tuple[Purpose, str], Code] = {}

    async def prepare(self) -> None:
        """There is nothing to prepare."""

    async def put(self, code: Code) -> None:
        self._codes[code.purpose, code.hold] = code

    async def of(self, purpose: Purpose, holds: Collection[str]) -> Sequence[Code]:
        return [self._codes[purpose, hold] for hold in sorted(set(holds)) if (purpose, hold) in self._codes]

    async def with_hash(self, purpose: Purpose, hashes: Collection[str]) -> Code | None:
        found = [code for code in self._codes.values() if code.purpose is purpose and code.hash in hashes]
        return found[0] if found else None

    async def use(self, code: Code) -> bool:
        kept = self._codes.get((code.purpose, code.hold))
        if kept is None or kept.hash != code.hash or kept.used:
            return False
        self._codes[code.purpose, code.hold] = replace(kept, used=True)
        return True

    async def forget(self, erased: Erased, contact: Contact | None) -> None:  # noqa: ARG002 - ids are enough
        self._codes = {key: code for key, code in self._codes.items() if code.person != erased.person}


class MemoryAccesses:
    """Implements `Accesses` on a list."""

    def __init__(self) -> None:
        self._accesses: list[Access] = []

    async def prepare(self) -> None:
        """There is nothing to prepare."""

    async def write(self, access: Access) -> None:
        self._accesses.append(access)

    async def about(self, person: str, *, before: datetime | None, limit: int) -> Sequence[Access]:
        newest = sorted(self._accesses, key=lambda access: access.at, reverse=True)
        mine = [one for one in newest if person in one.people and (before is None or one.at < before)]
        return [replace(one, people=(person,)) for one in mine[:limit]]

    async def forget(self, erased: Erased, contact: Contact | None) -> None:  # noqa: ARG002 - ids are enough
        self._accesses = [
            replace(one, people=tuple(id for id in one.people if id != erased.person)) for one in self._accesses
        ]


class MemoryErasures:
    """Implements `Erasures` on a dictionary."""

    def __init__(self) -> None:
        self._erased: dict[str, Erased] = {}

    async def prepare(self) -> None:
        """There is nothing to prepare."""

    async def write(self, erased: Erased) -> None:
        first = self._erased.setdefault(erased.person, erased)
        self._erased[erased.person] = replace(
            first,
            marks=tuple(dict.fromkeys((*first.marks, *erased.marks))),
            holds=tuple(dict.fromkeys((*first.holds, *erased.holds))),
        )

    async def among(self, people: Collection[str]) -> set[str]:
        return {person for person in people if person in self._erased}

    async def known(self, marks: Collection[str]) -> bool:
        return any(not set(marks).isdisjoint(erased.marks) for erased in self._erased.values())

    async def drop_marks(self, marks: Collection[str]) -> None:
        for id, erased in self._erased.items():
            self._erased[id] = replace(erased, marks=tuple(mark for mark in erased.marks if mark not in marks))

    async def with_hold(self, hold: str) -> Erased | None:
        return next((erased for erased in self._erased.values() if hold in erased.holds), None)

    async def all(self) -> Sequence[Erased]:
        return list(self._erased.values())


def keeping_in_memory(contacts: Contacts | None = None) -> Keeping:
    return Keeping(contacts or MemoryContacts(), MemoryCodes(), MemoryAccesses(), MemoryErasures(), MemorySeatFiles())
