"""What the use cases need of the world."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from council_registry.domain.council import Council
from council_registry.domain.meeting import Meeting
from council_registry.domain.organisation import Organisation
from council_registry.domain.own_type import OwnType
from council_registry.domain.person import Contact, Hold, Person
from council_registry.domain.unit import Unit
from councilkit.ledger import KeyReused, Streams

Units = Streams[Unit]
Councils = Streams[Council]
Meetings = Streams[Meeting]
MeetingTypes = Streams[OwnType]
Organisations = Streams[Organisation]

ReadTexts = Callable[[Iterable[tuple[str, str]]], Awaitable[dict[tuple[str, str], str | None]]]
"""Reads texts from the ledger by (entry, name); None where one has been erased or never was."""

UnitList = Callable[[str], Sequence[Unit]]
"""Tells the units of an edition of the list; raises `UnknownReference` for one that we do not have."""


def held_by_another() -> KeyReused:
    """Say that a hold's id, which comes from its command's key, is another person's."""
    return KeyReused("This Idempotency-Key was used for another person.", field="Idempotency-Key")


class Contacts(Protocol):
    """The only place where people are known by name. All methods may raise `Unavailable`.

    A hold is one person's: to let another have it raises `KeyReused`.
    """

    async def prepare(self) -> None:
        """Make sure that what must be unique is."""

    async def enter(self, person: str, contact: Contact, hold: Hold, *, subject: str | None) -> bool:
        """Write down somebody new who awaits a term or post; tell if it was not there yet.

        `subject` is the keyed hash of the outside identity, if it is known; `PersonKnown` when it is another person's.
        """
        ...

    async def change(self, person: str, contact: Contact) -> None:
        """Keep another contact of a person. Raises `NoSuchPerson`."""

    async def bind(self, person: str, subject: str) -> bool:
        """Let an outside identity be this person's who has none; tell if it is, now or before. Raises `PersonKnown`."""
        ...

    async def join(self, person: str, into: str) -> None:
        """Let all that one person holds be another's, who turned out to be the same; the first one is gone.

        Nothing happens if the first one has an outside identity.
        """

    async def subject_of(self, person: str) -> str | None:
        """Tell the keyed hash of a person's outside identity, for the journal of erasures."""
        ...

    async def erase(self, person: str) -> Sequence[str]:
        """Forget a person for good; nobody there is no mistake. Tells what that one held, to the last moment."""
        ...

    async def add(self, person: str, hold: Hold) -> bool:
        """Let somebody known await another term or post; tell if it was not there yet. Raises `NoSuchPerson`."""
        ...

    async def settle(self, person: str, hold: str) -> None:
        """The event is there: nothing is awaited any more."""

    async def release(self, person: str, hold: str) -> None:
        """There will be no event: take it back, and the person with it who holds nothing else."""

    async def awaiting(self, before: datetime) -> Sequence[tuple[str, Hold]]:
        """Tell the persons whose terms and posts have been awaited since before this moment."""
        ...

    async def get(self, person: str) -> Person | None: ...

    async def several(self, people: Collection[str]) -> Sequence[Person]:
        """Tell those of these people that there are, in order of id."""
        ...

    async def with_subject(self, hashes: Collection[str]) -> Person | None:
        """Find whose outside identity has one of these keyed hashes."""
        ...

    async def holding(self, holds: Collection[str]) -> Sequence[Person]:
        """Tell those who hold any of these terms and posts, in order of id."""
        ...

    async def page(self, after: str | None, limit: int) -> Sequence[Person]:
        """Tell people in order of id."""
        ...


class OutsideTokens(Protocol):
    async def subject(self, token: str) -> str:
        """Tell whom the outside issuer speaks of; raises `OutsideTokenRefused`."""
        ...
