from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic

from councilkit.workdays import oslo_day
from notifier.application.known import Known
from notifier.domain.duty import Duty
from notifier.domain.policy import POLICY, A, Action, Place


@dataclass(frozen=True)
class Task(Generic[A]):
    """A meeting to book, or to see to that it is booked, and the term or post whose matter it is."""

    action: str
    duty: Duty
    acting: A


async def list_tasks(asker: Sequence[A], *, known: Known, now: datetime) -> list[Task[A]]:
    """Tell which meetings of this year are still to be booked: a line for each duty, gone when all are booked."""
    tasks = []
    own = await known.councils_of(asker)
    places = await known.places(own)
    for council, duties in (await known.duties_of(own, now)).items():
        for duty in duties:
            if duty.year == oslo_day(now).year and duty.missing(now):
                tasks += _tasks(duty, places[council], asker)
    return tasks


def _tasks(duty: Duty, place: Place, asker: Sequence[A]) -> list[Task[A]]:
    opened = POLICY.open_to([Action.BOOK_MEETING, Action.SEE_DUTY], asker, place.relations)
    return [Task(action, duty, acting) for action, acting in opened[:1]]
