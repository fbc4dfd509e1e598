from contextlib import suppress
from datetime import datetime

from case_flow.application.cases import Cases
from case_flow.application.following.due_calls import due_call, morning
from case_flow.application.records import Record
from case_flow.domain.ending import lift_on
from case_flow.domain.refusals import RestrictedBefore
from councilkit.workdays import oslo_day


class LiftWhenOver:
    """On the day until which a case was kept from others, everybody may know of it again."""

    def __init__(self, cases: Cases) -> None:
        self._cases = cases

    async def __call__(self, record: Record, now: datetime) -> datetime | None:
        case = record.case
        if case.restriction is None:
            return None
        today, until = oslo_day(now), case.restriction.until
        if today < until:
            return morning(until)
        call = due_call("lift-restriction", self._cases.stream(case.id), f"{until}-{record.sequence}")
        with suppress(RestrictedBefore):  # it was lifted a moment ago
            await self._cases.change(case.id, call, lambda case, _: lift_on(case, today))
        return None
