"""The cases in the ledger, as every use case gets them."""

from case_flow.domain.case import Case
from councilkit.ledger import Streams

KIND = "case"
Cases = Streams[Case]


def written(**texts: str | None) -> dict[str, str]:
    """Tell those of the texts beside an event that somebody wrote."""
    return {name: text for name, text in texts.items() if text is not None}


def id_in(entry: str) -> str:
    """Tell which case an entry of the ledger is about."""
    return entry.rpartition(":")[0].removeprefix(f"{KIND}-")
