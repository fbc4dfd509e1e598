from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from councilkit.policy import Holder
from newsletter.application.records import Record, Records
from newsletter.domain.edition import State
from newsletter.domain.half import Half, latest_ended
from newsletter.domain.policy import FREEZE, GREET, OPEN, POLICY

H = TypeVar("H", bound=Holder)


@dataclass(frozen=True)
class Task(Generic[H]):
    """Something that a half-year's edition waits for, and the post that can do it."""

    action: str
    half: Half
    edition: str | None
    acting: H


async def list_tasks(asker: Sequence[H], today: date, *, records: Records) -> list[Task[H]]:
    """Tell what waits for any of these terms and posts: an edition to open, then a step for each that is open."""
    editor = next((holding for holding in asker if POLICY.allows(OPEN, holding)), None)
    if editor is None:
        return []
    half = latest_ended(today)
    there = await records.find({"half": str(half)}, limit=1)
    to_open = [] if there else [Task(OPEN, half, None, editor)]
    unsent = await records.find({"state": State.OPEN.value}, limit=_MANY)
    return to_open + [_next(record, editor) for record in unsent]


_MANY = 20


def _next(record: Record, editor: H) -> Task[H]:
    edition = record.edition
    return Task(FREEZE if edition.greeted else GREET, edition.half, edition.id, editor)
