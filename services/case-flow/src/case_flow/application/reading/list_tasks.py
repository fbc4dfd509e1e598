from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic

from case_flow.application.known import Known
from case_flow.application.records import Record, Records
from case_flow.domain.case import Around
from case_flow.domain.next_step import NextStep, next_steps
from case_flow.domain.policy import USERS_WORDS, A, Acting
from councilkit.events.cases import Due, PartAs
from councilkit.events.councils import PostRole, Side
from councilkit.inbox import In


@dataclass(frozen=True)
class Task(Generic[A]):
    """Something that a case waits for, and the term or post that can do it."""

    record: Record
    action: str
    acting: A
    due: Due | None
    follow_up: str | None = None


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
    open_now = record.case.open_to(asker, around)
    for step in next_steps(record.case, meeting_off=off):
        able = [by for action, by in open_now if action == step.action and _is_theirs(step, by, around)]
        if able:
            yield Task(record, step.action, able[0], step.due, step.follow_up)


def _is_theirs(step: NextStep, by: Acting, around: Around) -> bool:
    if step.action in USERS_WORDS and by.side != Side.USER:
        return False  # they only write down what a user says
    if step.part:
        return by.unit == step.unit and (step.part is PartAs.OWNER) == (by.role == PostRole.MUNICIPAL_OWNER)
    if step.unit:
        return by.unit == step.unit
    stands_in = step.action in USERS_WORDS and step.council is not None and around.stand_ins.get(step.council)
    return by.council is not None and by.council in {step.council, stands_in}


def _urgency(task: Task[A]) -> tuple[date, str]:
    return task.due.on if task.due else date.max, task.record.case.reference
