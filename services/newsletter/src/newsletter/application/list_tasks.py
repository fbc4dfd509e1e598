from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from councilkit.inbox import In
from councilkit.policy import Holder
from newsletter.application.records import Record, Records
from newsletter.domain.edition import State
from newsletter.domain.half import Half, still_told_of
from newsletter.domain.policy import FREEZE, GREET, OPEN, POLICY

H = TypeVar("H", bound=Holder)


@dataclass(frozen=True)
class Task(Generic[H]):
    """Something that a half-year's edition waits for, and the post that can do it."""

    action: str
    half: Half
    edition: str | None
    acting: H


MANY = 20
"""Editions that wait at the same time: far more than there are."""


async def list_tasks(asker: Sequence[H], today: date, *, records: Records) -> list[Task[H]]:
    """Tell what waits for any of these terms and posts: editions to open, and a step for each that is not sent.

    A half-year that was passed over is offered only while no newer one is sent: its news would come after newer news.
    """
    editor = next((holding for holding in asker if POLICY.allows(OPEN, holding)), None)
    if editor is None:
        return []
    halves = still_told_of(today)
    found = await records.find({"half": In([str(half) for half in halves])}, limit=MANY)
    there = {record.edition.half for record in found}
    sent = [record.edition.half for record in found if record.frozen]
    to_open = [
        Task(OPEN, half, None, editor) for half in halves if half not in there and not any(one > half for one in sent)
    ]
    unsent = await records.find({"state": State.OPEN.value}, limit=MANY)
    return sorted([*to_open, *(_next(record, editor) for record in unsent)], key=lambda task: task.half)


def _next(record: Record, editor: H) -> Task[H]:
    edition = record.edition
    return Task(FREEZE if edition.greeted else GREET, edition.half, edition.id, editor)
