"""The ledger's documents in memory: for tests and simulations, with the same promises but durability."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from councilkit.ledger.entry import Chores, Entry
from councilkit.ledger.port import Clash, Found, Head, Look, Number


class MemoryLedgerStore:
    """Implements `LedgerStore` on dictionaries. A restarted service, in a test, is a new ledger on the same store."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._streams: dict[str, list[str]] = defaultdict(list)
        self._commands: dict[str, str] = {}
        self._claims: set[str] = set()
        self._pending: dict[str, None] = {}  # in the order in which they were stored
        self._numbered: list[str] = []
        self._epoch = 1

    async def prepare(self) -> None:
        """Nothing to make."""

    async def look(self, looks: Sequence[Look], *, after_clash: bool = False) -> list[Found]:  # noqa: ARG002 - the port's
        """Answer each look."""
        return [Found(self._stream(look.stream), self._command(look.command_id)) for look in looks]

    async def append(self, entries: Sequence[Entry]) -> list[Clash | None]:
        """Store each entry on its own, pending its number."""
        return [self._append(entry) for entry in entries]

    async def entries(self, ids: Sequence[str]) -> list[Entry]:
        """Tell those of the entries that exist."""
        return [self._entries[one] for one in ids if one in self._entries]

    async def head(self) -> Head:
        """Tell the last numbered place."""
        if not self._numbered:
            return Head(self._epoch)
        last = self._entries[self._numbered[-1]]
        return Head(self._epoch, len(self._numbered), last.hash or "")

    async def epoch(self) -> int:
        """Tell the epoch that the ledger is in."""
        return self._epoch

    async def raise_epoch(self, epoch: int) -> int:
        """Begin this epoch, if the ledger is in an earlier one."""
        self._epoch = max(self._epoch, epoch)
        return self._epoch

    async def page(self, after: int, limit: int, stream: str | None = None) -> list[Entry]:
        """Tell numbered entries (of one stream) above a position, in order."""
        numbered = (self._entries[one] for one in islice(self._numbered, after, None))
        return list(islice((entry for entry in numbered if stream in (None, entry.stream)), limit))

    async def pending(self, limit: int) -> list[Entry]:
        """Tell entries without a number, in the order in which they were stored."""
        return [self._entries[one] for one in islice(self._pending, limit)]

    async def number(self, numbers: Sequence[Number]) -> bool:
        """Number pending entries in this order; stops at the first that is not, or whose position is taken."""
        for number in numbers:
            if number.entry not in self._pending or number.position <= len(self._numbered):
                return False
            entry = self._entries[number.entry]
            self._entries[entry.id] = replace(entry, position=number.position, hash=number.hash)
            self._numbered.append(entry.id)
            del self._pending[entry.id]
        return True

    async def do_chores(self, entry: Entry) -> None:
        """Erase the texts and pull the claims that the entry names; strike them off."""
        for erased, name in entry.chores.erase:
            if (old := self._entries.get(erased)) and old.stream == entry.stream:
                texts = {key: text for key, text in old.texts.items() if key != name}
                self._entries[erased] = replace(old, texts=texts, request_mac=None)
        for old in self._stream(entry.stream)[: entry.sequence - 1]:
            self._claims -= set(old.claims).intersection(entry.chores.release)
            kept = tuple(claim for claim in old.claims if claim not in entry.chores.release)
            self._entries[old.id] = replace(old, claims=kept)
        self._entries[entry.id] = replace(self._entries[entry.id], chores=Chores())

    async def with_chores(self) -> list[Entry]:
        """Tell the entries whose chores are not done."""
        return [entry for entry in self._entries.values() if entry.chores]

    def _append(self, entry: Entry) -> Clash | None:
        if entry.id in self._entries:
            return Clash("entry", entry.id)
        if entry.command_id in self._commands:
            return Clash("command", entry.command_id)
        if taken := self._claims.intersection(entry.claims):
            return Clash("claim", min(taken))
        self._entries[entry.id] = entry
        self._streams[entry.stream].append(entry.id)
        self._commands[entry.command_id] = entry.id
        self._claims.update(entry.claims)
        self._pending[entry.id] = None
        return None

    def _stream(self, stream: str) -> list[Entry]:
        return [self._entries[one] for one in self._streams.get(stream, ())]

    def _command(self, command_id: str) -> Entry | None:
        entry = self._commands.get(command_id)
        return self._entries[entry] if entry else None
