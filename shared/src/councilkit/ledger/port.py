"""What a ledger needs of a database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from councilkit.ledger.chain import GENESIS
from councilkit.ledger.entry import Entry

PAGE = 500
"""How many entries a page of a ledger holds at most."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a command asks first: the stream's entries, and whether the command was written before."""

    stream: str
    command_id: str


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a `Look`: the stream in order, and the command's own entry in whatever stream."""

    history: list[Entry]
    earlier: Entry | None


@dataclass(frozen=True, slots=True)
class Clash:
    """An entry that was not stored, since this value of a unique field is taken."""

    on: Literal["entry", "command", "claim"]
    value: str


@dataclass(frozen=True, slots=True)
class Number:
    """The place that numbering gives an entry."""

    entry: str
    position: int
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last place of a ledger."""

    epoch: int = 1
    position: int = 0
    hash: str = GENESIS


class LedgerStore(Protocol):
    """The ledger's documents. Everything that is told as stored is majority-durable.

    Each method raises `councilkit.refusals.Unavailable` when the database does not answer; after it, `append` and
    `number` may or may not have happened.
    """

    async def prepare(self) -> None:
        """Make the indexes that the unique fields need."""

    async def look(self, looks: Sequence[Look], *, after_clash: bool = False) -> list[Found]:
        """Answer each look. `after_clash` sees at least everything that made an earlier `append` clash."""
        ...

    async def append(self, entries: Sequence[Entry]) -> list[Clash | None]:
        """Store each entry on its own, pending its number; tell for each what it clashed with, if it did."""
        ...

    async def entries(self, ids: Sequence[str]) -> list[Entry]:
        """Tell those of the entries that exist, in no particular order."""
        ...

    async def head(self) -> Head:
        """Tell the last numbered place."""
        ...

    async def epoch(self) -> int:
        """Tell the epoch that the ledger is in."""
        ...

    async def raise_epoch(self, epoch: int) -> int:
        """Begin this epoch, if the ledger is in an earlier one; tell the epoch that it is in now."""
        ...

    async def page(self, after: int, limit: int, stream: str | None = None) -> list[Entry]:
        """Tell numbered entries (of one stream) above a position, in order."""
        ...

    async def pending(self, limit: int) -> list[Entry]:
        """Tell entries without a number, in the order in which they were stored."""
        ...

    async def number(self, numbers: Sequence[Number]) -> bool:
        """Number pending entries in this order; False if another had numbered one of them, or taken a position."""
        ...

    async def do_chores(self, entry: Entry) -> None:
        """Erase the texts (with the request's mac) and pull the claims that the entry names; strike them off."""

    async def with_chores(self) -> list[Entry]:
        """Tell the entries whose chores are not done."""
        ...
