"""Drafts in memory, for tests and simulations."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from case_flow.domain.draft import Draft


class MemoryDrafts:
    """Implements `Drafts` on a dictionary."""

    def __init__(self) -> None:
        self._drafts: dict[str, Draft] = {}

    async def save(self, draft: Draft, owners: Collection[str]) -> bool:
        there = self._drafts.get(draft.id)
        if there and there.writer not in owners:
            return False
        self._drafts[draft.id] = draft
        return True

    async def get(self, id: str, now: datetime) -> Draft | None:
        there = self._drafts.get(id)
        return there if there and there.kept_until > now else None

    async def of(self, writers: Collection[str], now: datetime) -> Sequence[Draft]:
        theirs = [one for one in self._drafts.values() if one.writer in writers and one.kept_until > now]
        return sorted(theirs, key=lambda one: (-one.changed.timestamp(), one.id))

    async def drop(self, id: str, owners: Collection[str]) -> None:
        if (there := self._drafts.get(id)) and there.writer in owners:
            del self._drafts[id]

    async def end(self, writer: str, last: date) -> None:
        theirs = [one for one in self._drafts.values() if one.writer == writer]
        self._drafts |= {one.id: replace(one, last=last) for one in theirs}

    async def drop_all(self, writer: str) -> None:
        self._drafts = {one.id: one for one in self._drafts.values() if one.writer != writer}
