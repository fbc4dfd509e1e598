from contextlib import suppress
from datetime import datetime

from case_flow.application.cases import Cases
from case_flow.application.following.due_calls import due_call, morning
from case_flow.application.known import Known
from case_flow.application.records import Record
from case_flow.domain.case import Case
from case_flow.domain.lateness import AWAITED, asks, late, next_change, tell_due, waits
from case_flow.domain.next_step import NextStep
from case_flow.domain.refusals import NotDue
from councilkit.events.case_words import Late
from councilkit.events.cases import Due, PartAs
from councilkit.workdays import oslo_day


class TellLate:
    """What is hoped for by a day is told soon before it, when that is over, and once the level above sees it.

    Whoever was away meanwhile, as this loop may have been, hears how late it is now and not how late it was. Nobody
    hears of what was so already when the case came here from an older register.
    """

    def __init__(self, cases: Cases, known: Known) -> None:
        self._cases = cases
        self._known = known

    async def __call__(self, record: Record, now: datetime) -> datetime | None:
        case, today = record.case, oslo_day(now)
        for step, due in waits(case):
            if (how := late(due, today)) and how is not late(due, record.raised):
                await self._tell(case, step, due, how)
        following = [day for _, due in waits(case) if (day := next_change(due, today))]
        return morning(min(following)) if following else None

    async def _tell(self, case: Case, step: NextStep, due: Due, how: Late) -> None:
        above = await self._known.above(asks(case, step))
        if how is Late.ABOVE and (above is None or case.restriction):
            how = Late.OVERDUE  # it is no more than that for those who may know of it
        call = due_call(_rule(step, how), self._cases.stream(case.id), due.on)
        with suppress(NotDue):  # it was done a moment ago
            await self._cases.change(case.id, call, lambda case, _: tell_due(case, step, how, above))


def _rule(step: NextStep, how: Late) -> str:
    owned = "-owner" if step.part is PartAs.OWNER else ""  # a line at the same unit has a part of its own
    return f"{AWAITED[step.action]}-{how}-{step.follow_up or step.unit or step.council}{owned}"
