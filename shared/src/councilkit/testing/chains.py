"""Whether a ledger's order is unbroken."""

from collections.abc import Sequence

from councilkit.ledger import Entry, Head
from councilkit.ledger.numbering import chain


def first_break(entries: Sequence[Entry], head: Head) -> str | None:
    """Tell the id of the first numbered entry that does not continue the chain from `head`; None if all do."""
    for entry, number in zip(entries, chain(head, entries), strict=True):
        if (entry.position, entry.hash) != (number.position, number.hash):
            return entry.id
    return None
