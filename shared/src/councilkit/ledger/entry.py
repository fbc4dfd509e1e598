"""What is written in a ledger, and what a command says of itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Self

from councilkit.events import Event, Item, decode

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Call:
    """Who asks for a change, in which request, and on whose account.

    `actor` is the id of the term, the post or the service that acts. `command_id` is the request's name for ever
    (`http/<actor>/<key>`, `link/<service>/<actor>/<key>`, `event/<event id>/<handler>/<stream>`,
    `due/<rule>/<subject>/<date>`), `request` is what a repeat must be equal to, and `expected` is the stream's
    sequence that the asker has seen (If-Match). `vouched_by` is the term or post of the employee who says
    who acts, where somebody has no own way to sign in.
    """

    actor: str
    command_id: str
    request: bytes
    correlation: str
    causation: str | None = None
    expected: int | None = None
    vouched_by: str | None = None

    @classmethod
    def following(cls, item: Item, handler: str, stream: str, *, actor: str) -> Self:
        """Name what a handler does to a stream on an event's account: the same each time the event comes."""
        command_id = f"event/{item.id}/{handler}/{stream}"
        return cls(actor, command_id, item.id.encode(), item.correlation, causation=item.id)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that a command's event is durable. `repeated` says that an earlier try of the same command wrote it."""

    stream: str
    sequence: int
    repeated: bool = False

    def __str__(self) -> str:
        return entry_id(self.stream, self.sequence)


@dataclass(frozen=True, slots=True)
class Chores:
    """What an entry still has to do to older entries of its stream: texts to erase, claims to give up.

    They are stored with the entry and struck off when done, so a crash in between leaves them for the next start.
    """

    erase: tuple[tuple[str, str], ...] = ()
    release: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.erase or self.release)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a decision wants written: one event, the texts beside it, the names it claims and gives up."""

    event: Event
    texts: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    claims: Sequence[str] = ()
    chores: Chores = Chores()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document of the ledger. `position` and `hash` are None until it is numbered."""

    stream: str
    sequence: int
    type: str
    data: bytes
    at: datetime
    actor: str
    command_id: str
    request_mac: bytes | None
    correlation: str
    causation: str | None
    trace: str | None
    texts: Mapping[str, str]
    claims: tuple[str, ...]
    chores: Chores
    vouched_by: str | None = None
    position: int | None = None
    hash: str | None = None

    @property
    def id(self) -> str:
        """The event's id everywhere: `stream:sequence`."""
        return entry_id(self.stream, self.sequence)

    def event(self) -> Event:
        """Read the data. An own event that cannot be read is a fault of the program.

        Raises:
            LookupError: the type is not declared.

        """
        event = decode(self.type, self.data)
        if event is None:
            raise LookupError(self.type)
        return event


def entry_id(stream: str, sequence: int) -> str:
    """Spell the id of an entry; the sequence is padded so that ids of a stream sort."""
    return f"{stream}:{sequence:06d}"


def as_item(entry: Entry, *, source: str, epoch: int) -> Item:
    """Show a numbered entry as others may see it: without texts, claims, command id, mac and who vouched."""
    assert entry.position is not None  # noqa: S101 - only numbered entries are shown
    assert entry.hash is not None  # noqa: S101
    return Item(
        id=entry.id,
        source=source,
        type=entry.type,
        at=entry.at,
        stream=entry.stream,
        position=entry.position,
        epoch=epoch,
        hash=entry.hash,
        correlation=entry.correlation,
        causation=entry.causation,
        trace=entry.trace,
        actor=entry.actor,
        data=entry.data,
    )
