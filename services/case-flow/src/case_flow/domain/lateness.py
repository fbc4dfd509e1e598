"""How late something is: nobody is told before three quarters of the time have gone, and the level above after that."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import ceil

from case_flow.domain.case import Case
from case_flow.domain.next_step import NextStep, next_steps
from case_flow.domain.refusals import NotDue
from case_flow.domain.transitions import Action
from councilkit.events.case_life import CaseDue
from councilkit.events.case_words import Awaited, Late
from councilkit.events.cases import Due
from councilkit.workdays import next_workday

SOON_AFTER = 0.75
"""The part of the time that goes by before anybody is reminded."""

PATIENCE_ABOVE = timedelta(days=14)
"""So long after its day the level above sees what has not come."""

AWAITED: Mapping[Action, Awaited] = {
    Action.SCHEDULE: Awaited.WORD,
    Action.TURN_AWAY: Awaited.WORD,
    Action.RECEIVE: Awaited.RECEIVING,
    Action.ANSWER: Awaited.ANSWER,
    Action.GIVE_PART: Awaited.PART,
    Action.CONFIRM: Awaited.RECEIPT,
    Action.REPORT_FOLLOW_UP: Awaited.FOLLOW_UP,
}


def waits(case: Case) -> Sequence[tuple[NextStep, Due]]:
    """Tell all that the case waits for by a day."""
    return [(step, step.due) for step in next_steps(case) if step.due and step.action in AWAITED]


def first_due(case: Case) -> Due | None:
    """Tell the first of the days that the case waits for."""
    return min((due for _, due in waits(case)), key=lambda due: due.on, default=None)


def asks(case: Case, step: NextStep) -> str:
    """Tell the council whose level above sees it, if a step is not taken: who should take it, or who asked a unit."""
    return step.council or case.holder


def soon_on(due: Due) -> date | None:
    """Tell the day of the reminder; None if nobody knows since when it has been waited for."""
    if due.since is None:
        return None
    days = (due.on - due.since).days * SOON_AFTER
    return min(due.on, next_workday(due.since + timedelta(days=ceil(days))))


def seen_above_on(due: Due) -> date:
    return next_workday(due.on + PATIENCE_ABOVE)


def late(due: Due, today: date) -> Late | None:
    if today >= seen_above_on(due):
        return Late.ABOVE
    if today > due.on:
        return Late.OVERDUE
    soon = soon_on(due)
    return Late.SOON if soon and today >= soon else None


def next_change(due: Due, today: date) -> date | None:
    """Tell the next day on which it is later than today."""
    days = [soon_on(due), due.on + timedelta(days=1), seen_above_on(due)]
    return min((day for day in days if day and day > today), default=None)


def tell_due(case: Case, step: NextStep, how: Late, above: str | None) -> CaseDue:
    """Tell it of a step that the case still waits for; `above` is the council that sees it if nothing comes."""
    due = step.due
    if due is None or step not in next_steps(case):
        raise NotDue("The case does not wait for this any more.")
    above = None if case.restriction else above  # they may not even know of it
    return CaseDue(
        case=case.id,
        awaited=AWAITED[step.action],
        late=how,
        council=step.council,
        unit=step.unit,
        follow_up=step.follow_up,
        due=due,
        above=above,
        seen_on=seen_above_on(due) if above else None,
        part=step.part,
    )
