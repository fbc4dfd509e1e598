"""What publishing needs: a topic to send to, and a database of its own to remember how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from councilkit.events import Item
from councilkit.ledger.port import Head


class BusAway(Exception):
    """The bus does not take or give anything just now; the message is one sentence that says why."""


class TopicWrong(BusAway):
    """The topic is not as it must be, until somebody mends it."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a ledger has been published: everything up to `place` was acknowledged.

    `refill` is an operator's wish to publish everything again. `halted` says in one sentence why nothing is published.
    """

    place: Head
    refill: bool = False
    halted: str | None = None


class PublishingStore(Protocol):
    """A service's memory of its publishing. All methods may raise `councilkit.refusals.Unavailable`."""

    async def cursor(self) -> Cursor:
        """Tell how far publishing is."""
        ...

    async def move(self, place: Head) -> None:
        """Everything up to here was acknowledged; a place that is not ahead of the cursor changes nothing."""

    async def start_over(self, epoch: int) -> None:
        """Go to the beginning of an epoch; a refill that was asked for has begun."""

    async def ask_refill(self) -> None:
        """Ask that everything be published again."""

    async def halt(self, sentence: str | None) -> None:
        """Remember why nothing is published; None when it is."""


class Topic(Protocol):
    """A service's topic. All methods but `close` raise `BusAway`."""

    async def open(self) -> None:
        """Connect, make the topic if there is none, and require that it is as it must be."""

    async def tail(self, source: str, epoch: int) -> Sequence[Item]:
        """Tell those of the topic's last records that say they are by this publisher in this epoch, in their order."""
        ...

    async def send(self, items: Sequence[Item]) -> None:
        """Send items in order; they are acknowledged when this returns. If it raises, the first ones may be."""

    async def close(self) -> None:
        """Let go of the connection, in a few seconds at most."""
