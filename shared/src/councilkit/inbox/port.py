"""What an inbox needs: a publisher to read, and a database of its own for what it remembers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from councilkit.events import Item
from councilkit.ledger.port import Head

Place = Head
"""The last event of a publisher that a consumer has handled: epoch, position, hash."""


@dataclass(frozen=True, slots=True)
class Page:
    """Consecutive items, and the publisher's head when they were read."""

    items: Sequence[Item]
    head: Head


class Source(Protocol):
    """A publisher's ledger as its followers see it. Both methods raise `Unavailable` when it does not answer."""

    @property
    def name(self) -> str:
        """The publishing service's name, which is also its topic on the bus."""
        ...

    async def read(self, after: int) -> Page:
        """Tell the items above a position, as many as fit in a page."""
        ...

    async def stream(self, stream: str) -> list[Item]:
        """Tell all numbered items of one stream, in order."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """A stream that a consumer has set aside, at the event that it could not take."""

    consumer: str
    stream: str
    entry: str
    type: str
    cause: str
    since: datetime
    redrive: bool = False


@dataclass(frozen=True, slots=True)
class Generations:
    """Which generation of a publisher's views is read, and which one, if any, is being built beside it.

    `made_of` says what a generation is folded by (`councilkit.inbox.view.made_of`), once its first page was taken in. A
    number is never used twice.
    """

    current: int = 1
    following: int | None = None
    made_of: Mapping[int, str] = field(default_factory=dict, compare=False)


class InboxStore(Protocol):
    """A service's memory of what it has taken in. All methods may raise `Unavailable`."""

    async def place(self, consumer: str) -> Place:
        """Tell where the consumer is; the beginning, if it never was anywhere."""
        ...

    async def move(self, consumer: str, place: Place) -> None:
        """Put the consumer's place forward; a place behind the stored one changes nothing."""

    async def restart(self, consumer: str, epoch: int) -> None:
        """Put the consumer at the beginning of a later epoch."""

    async def halt(self, consumer: str, sentence: str | None) -> None:
        """Remember why the consumer takes in nothing more, until its place moves again, or None is said."""

    async def halted(self, consumer: str) -> str | None:
        """Tell why the consumer takes in nothing more; None if it does."""
        ...

    async def parked(self, consumer: str) -> dict[str, Parked]:
        """Tell the streams that are set aside."""
        ...

    async def park(self, parked: Parked) -> None:
        """Set a stream aside, or tell a new cause."""

    async def unpark(self, consumer: str, stream: str) -> None:
        """The stream is taken in again."""

    async def ask_redrive(self, consumer: str, stream: str) -> None:
        """Ask that a stream that is set aside be read again from its publisher."""

    async def generations(self, source: str) -> Generations:
        """Tell which generation of the views on a publisher is in use."""
        ...

    async def ask_rebuild(self, source: str, *, instead_of: int | None = None) -> None:
        """Ask for the next generation of the views on a publisher, unless one is being built.

        With `instead_of`, one that is being built is given up for another, if it is still that one.
        """

    async def note(self, source: str, generation: int, made_of: str) -> None:
        """Note what a generation is made of."""

    async def switch(self, source: str, generation: int) -> None:
        """Let this generation be the one that is read, if it is the one that is being built."""
