"""Reads a whole ledger as everybody sees it, and counts and chains it anew."""

from collections import Counter
from dataclasses import dataclass, field

from councilkit.events import Item
from councilkit.inbox import Source
from councilkit.ledger.chain import link
from councilkit.ledger.entry import entry_id
from councilkit.ledger.port import Head
from councilkit.refusals import Unavailable


class Broken(Exception):
    """The ledger is not what was written; the message names the first event that shows it."""


@dataclass
class Walk:
    """How far the ledger has been found whole."""

    place: Head = field(default_factory=Head)
    sequences: Counter[str] = field(default_factory=Counter)

    def take(self, item: Item) -> None:
        """Take the next event; raises `Broken`."""
        position = self.place.position + 1
        if item.position != position:
            raise Broken(f"Position {position} is lost: the next event there is, {item.id}, stands at {item.position}.")
        sequence = self.sequences[item.stream] + 1
        if item.id != entry_id(item.stream, sequence):
            wanted = entry_id(item.stream, sequence)
            raise Broken(f"{item.id} at position {position} stands where {wanted} must: an event is lost or moved.")
        if item.hash != link(self.place.hash, position, item.id, item.type, item.data):
            raise Broken(f"{item.id} at position {position} breaks the chain: it was changed or moved.")
        self.sequences[item.stream] = sequence
        self.place = Head(item.epoch, position, item.hash)

    def arrive(self, head: Head, told: Head) -> None:
        """Be at the end: where the ledger says that its head is, and no earlier than others know; raises `Broken`."""
        last = max(head.position, told.position if told.epoch == head.epoch else 0)
        if last > self.place.position:
            raise Broken(f"Position {self.place.position + 1} is lost, and all after it: {last} is known to be there.")


async def walk(ledger: Source, told: Head) -> Walk:
    """Read the ledger to its end, which is `told` or later: so far has somebody published it or taken it in.

    Raises:
        Broken: an event was changed, lost or moved.
        Unavailable: the ledger cannot be read.

    """
    walked = Walk()
    while True:
        try:
            page = await ledger.read(walked.place.position)
        except Unavailable as away:
            raise Unavailable(f"{away.detail}, after position {walked.place.position}.") from None
        for item in page.items:
            walked.take(item)
        if not page.items:
            walked.arrive(page.head, told)
            return walked
