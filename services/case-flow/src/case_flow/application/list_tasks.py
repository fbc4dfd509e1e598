from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic

from case_flow.application.known import Known
from case_flow.application.records import Record, Records
from case_flow.domain.next_step import next_step
from case_flow.domain.policy import A
from councilkit.events.cases import Due
from councilkit.inbox import In


@dataclass(frozen=True)
class Task(Generic[A]):
    """Something that a case waits for, and the term or post that can do it."""

    record: Record
    action: str
    acting: A
    due: Due | None


async def list_tasks(asker: Sequence[A], *, records: Records, known: Known) -> list[Task[A]]:
    """Tell what waits for any of these terms and posts, the most urgent first."""
    waiting = await _waiting(asker, records)
    meetings = {record.case.meeting for record in waiting}
    held, cancelled = await known.held(meetings), await known.cancelled(meetings)
    tasks = [_task(record, asker, held, cancelled) for record in waiting]
    return sorted((task for task in tasks if task), key=_urgency)


async def _waiting(asker: Sequence[A], records: Records) -> list[Record]:
    for_councils = {"waits_for_council": In([holding.council for holding in asker if holding.council])}
    for_units = {"waits_for_unit": In([holding.unit for holding in asker if holding.unit])}
    return [record for where in (for_councils, for_units) async for record in records.every(where)]


def _task(record: Record, asker: Sequence[A], held: Collection[str], cancelled: Collection[str]) -> Task[A] | None:
    wanted = next_step(record.case, meeting_off=record.case.meeting in cancelled)
    for action, holding in record.case.open_to(asker, meeting_held=record.case.meeting in held):
        if wanted and action == wanted.action:
            return Task(record, action, holding, wanted.due)
    return None


def _urgency(task: Task[A]) -> tuple[date, str]:
    return task.due.on if task.due else date.max, task.record.case.reference
