"""Where a house keeps what it knows."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Self

from councilkit.inbox.memory_store import MemoryInboxStore, MemoryViewStore
from councilkit.inbox.port import InboxStore
from councilkit.inbox.view import ViewStore
from councilkit.lease import Lease, MemoryLease
from councilkit.ledger import LedgerStore
from councilkit.ledger.memory_store import MemoryLedgerStore
from councilkit.publishing import PublishingStore
from councilkit.publishing.memory_store import MemoryPublishingStore


@dataclass(frozen=True, slots=True)
class Stores:
    """The stores of a house, all real or all in memory; `ping` raises `Unavailable` when they are away."""

    ledger: LedgerStore
    inbox: InboxStore
    views: ViewStore
    lease: Lease
    publishing: PublishingStore
    ping: Callable[[], Awaitable[None]]

    @classmethod
    def in_memory(cls) -> Self:
        """Keep it in this process, for tests and simulations."""
        return cls(
            MemoryLedgerStore(),
            MemoryInboxStore(),
            MemoryViewStore(),
            MemoryLease(),
            MemoryPublishingStore(),
            _nothing,
        )


async def _nothing() -> None:
    return
