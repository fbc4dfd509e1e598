"""What is kept of people beside their contacts: codes, who looked, and who was erased."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from council_registry.application.ports import Contacts
from council_registry.application.seats.seat_files import SeatFiles
from council_registry.domain.person import Access, Code, Contact, Erased, Purpose


class Codes(Protocol):
    """The codes that were given, one of a purpose for each term or post. All methods may raise `Unavailable`."""

    async def prepare(self) -> None:
        """Let what has ended go by itself."""

    async def put(self, code: Code) -> None:
        """Keep a code in place of the one before."""

    async def of(self, purpose: Purpose, holds: Collection[str]) -> Sequence[Code]:
        """Tell the codes that were given for these terms and posts, in order of them."""
        ...

    async def with_hash(self, purpose: Purpose, hashes: Collection[str]) -> Code | None:
        """Find the code with one of these keyed hashes."""
        ...

    async def use(self, code: Code) -> bool:
        """Use it up; tell if it was not."""
        ...

    async def forget(self, erased: Erased, contact: Contact | None) -> None:
        """Forget all that were given to a person."""


class Accesses(Protocol):
    """Who looked at whose contact. All methods may raise `Unavailable`."""

    async def prepare(self) -> None:
        """Let what is older than two years go by itself."""

    async def write(self, access: Access) -> None: ...

    async def about(self, person: str, *, before: datetime | None, limit: int) -> Sequence[Access]:
        """Tell who looked at a person's contact, the newest first."""
        ...

    async def forget(self, erased: Erased, contact: Contact | None) -> None:
        """Forget that anybody looked at a person."""


class Erasures(Protocol):
    """The journal of those who were erased, outside the backup of everything else. May raise `Unavailable`."""

    async def prepare(self) -> None:
        """Make the indexes."""

    async def write(self, erased: Erased) -> None:
        """Enter somebody for good; who is there already stays as first told, with what is held since."""

    async def among(self, people: Collection[str]) -> set[str]:
        """Tell which of these people are in it."""
        ...

    async def known(self, marks: Collection[str]) -> bool:
        """Tell if somebody with one of these marks is in it."""
        ...

    async def drop_marks(self, marks: Collection[str]) -> None:
        """Know nobody by these any more: whose they are has come back."""

    async def with_hold(self, hold: str) -> Erased | None:
        """Find who held this."""
        ...

    async def all(self) -> Sequence[Erased]: ...


class Forgets(Protocol):
    """Keeps something of people beside their contacts, and forgets it with them.

    `contact` is the one that goes; None when it is gone already, or was never here.
    """

    async def forget(self, erased: Erased, contact: Contact | None) -> None: ...


@dataclass(frozen=True)
class Keeping:
    """Where people are kept. `contacts` tells also those who are being erased: only what erases looks there."""

    contacts: Contacts
    codes: Codes
    accesses: Accesses
    erasures: Erasures
    seats: SeatFiles
    others: tuple[Forgets, ...] = ()

    async def prepare(self) -> None:
        for part in (self.contacts, self.codes, self.accesses, self.erasures, self.seats):
            await part.prepare()

    @property
    def forgetful(self) -> tuple[Forgets, ...]:
        return (self.codes, self.accesses, *self.others)
