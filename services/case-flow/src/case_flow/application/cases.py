"""The cases in the ledger, as every use case gets them."""

from case_flow.domain.case import Case
from councilkit.ledger import Streams

KIND = "case"
Cases = Streams[Case]


def id_in(entry: str) -> str:
    """Tell which case an entry of the ledger is about."""
    return entry.rpartition(":")[0].removeprefix(f"{KIND}-")
