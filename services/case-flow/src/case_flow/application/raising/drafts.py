"""Where drafts are kept: beside the ledger, since they are their writers' own and can be changed and dropped."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol

from case_flow.domain.draft import Draft


class Drafts(Protocol):
    """The drafts, each until its time is over. All methods may raise `councilkit.refusals.Unavailable`."""

    async def save(self, draft: Draft, owners: Collection[str]) -> bool:
        """Write a draft, in the place of one of these owners' if it is there; False if it is somebody else's."""
        ...

    async def get(self, id: str, now: datetime) -> Draft | None:
        """Tell a draft."""
        ...

    async def of(self, writers: Collection[str], now: datetime) -> Sequence[Draft]:
        """Tell all drafts of these terms, those first that changed last."""
        ...

    async def drop(self, id: str, owners: Collection[str]) -> None:
        """Drop a draft of one of these owners, if it is there."""
        ...

    async def end(self, writer: str, last: date) -> None:
        """Let no draft of this term outlive its last day."""
        ...

    async def drop_all(self, writer: str) -> None:
        """Drop every draft of this term."""
