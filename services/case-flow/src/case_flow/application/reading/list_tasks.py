from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic

from case_flow.application.known import Known
from case_flow.application.records import Record, Records
from case_flow.domain.case import Around
from case_flow.domain.next_step import NextStep, next_steps
from case_flow.domain.policy import A, Acting
from case_flow.domain.transitions import Action
from councilkit.events.cases import Due
from councilkit.inbox import In


@dataclass(frozen=True)
class Task(Generic[A]):
    """Something that a case waits for, and the term or post that can do it."""

    record: Record
    action: str
    acting: A
    due: Due | None


async def list_tasks(asker: Sequence[A], *, records: Records, known: Known, now: datetime) -> list[Task[A]]:
    """Tell what waits for any of these terms and posts, the most urgent first."""
    waiting = await _waiting(asker, records, known, now)
    meetings = {record.case.meeting for record in waiting}
    cancelled = await known.cancelled(meetings)
    tasks = [
        task
        for record in waiting
        for task in _tasks(record, asker, await known.around(record.case, now), off=record.case.meeting in cancelled)
    ]
    return sorted(tasks, key=_urgency)


async def _waiting(asker: Sequence[A], records: Records, known: Known, now: datetime) -> list[Record]:
    theirs = [holding.council for holding in asker if holding.council]
    councils = In([*theirs, *await known.orphans_of(theirs, now)])
    for_councils = {"waits_for_council": councils}
    for_units = {"waits_for_unit": In([holding.unit for holding in asker if holding.unit])}
    found = [record for where in (for_councils, for_units) async for record in records.every(where)]
    return list({record.case.id: record for record in found}.values())


def _tasks(record: Record, asker: Sequence[A], around: Around, *, off: bool) -> Iterator[Task[A]]:
    """Tell each thing that the case waits for once, for the first of the asker's terms and posts that can do it."""
    told = set()
    wanted = {step.action: step for step in next_steps(record.case, meeting_off=off)}
    for action, holding in record.case.open_to(asker, around):
        step = wanted.get(Action(action))
        if step and action not in told and _is_theirs(step, holding, around):
            told.add(action)
            yield Task(record, action, holding, step.due)


def _is_theirs(step: NextStep, holding: Acting, around: Around) -> bool:
    if step.unit:
        return holding.unit == step.unit
    return holding.council in {step.council, around.stand_in}


def _urgency(task: Task[A]) -> tuple[date, str]:
    return task.due.on if task.due else date.max, task.record.case.reference
