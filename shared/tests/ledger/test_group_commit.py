"""Commands that arrive together are written together, and nobody waits for company."""

import asyncio
from collections import Counter
from collections.abc import Sequence

from councilkit.ledger import Clash, Draft, Entry, Found, Ledger, LedgerStore, Look, Receipt
from councilkit.testing.proxies import LedgerProxy
from councilkit.testing.samples import NOW, a_call, a_fact


class Counted(LedgerProxy):
    def __init__(self, behind: LedgerStore) -> None:
        super().__init__(behind)
        self.looks: list[int] = []
        self.batches: list[list[str]] = []

    async def look(self, looks: Sequence[Look], *, after_clash: bool = False) -> list[Found]:
        self.looks.append(len(looks))
        return await super().look(looks, after_clash=after_clash)

    async def append(self, entries: Sequence[Entry]) -> list[Clash | None]:
        self.batches.append([entry.stream for entry in entries])
        return await super().append(entries)


async def change(ledger: Ledger, stream: str, key: str) -> Receipt:
    return await ledger.change(stream, a_call(key), lambda *_: Draft(a_fact(key)))


async def test_a_lone_caller_asks_twice_and_waits_for_nobody(store: LedgerStore) -> None:
    counted = Counted(store)
    await change(Ledger(counted, clock=lambda: NOW, mac_key=b"key"), "case-a", "one")
    assert (counted.looks, counted.batches) == ([1], [["case-a"]])


async def test_sixty_four_callers_share_a_few_trips_to_the_database(store: LedgerStore) -> None:
    counted = Counted(store)
    ledger = Ledger(counted, clock=lambda: NOW, mac_key=b"key")
    await asyncio.gather(*(change(ledger, f"case-{n}", f"{n}") for n in range(64)))
    assert len(counted.looks) + len(counted.batches) <= 8
    assert sum(map(len, counted.batches)) == 64


async def test_no_batch_holds_two_events_of_one_stream(store: LedgerStore) -> None:
    counted = Counted(store)
    ledger = Ledger(counted, clock=lambda: NOW, mac_key=b"key")
    await asyncio.gather(*(change(ledger, f"case-{n % 16}", f"{n}") for n in range(48)))
    assert all(max(Counter(batch).values()) == 1 for batch in counted.batches)
    for n in range(16):
        assert [entry.sequence for entry in await ledger.history(f"case-{n}")] == [1, 2, 3]
