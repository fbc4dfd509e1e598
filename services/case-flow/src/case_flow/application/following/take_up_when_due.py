from contextlib import suppress
from datetime import datetime

from case_flow.application.cases import Cases
from case_flow.application.following.due_calls import due_call, morning
from case_flow.application.records import Record
from case_flow.domain.refusals import WrongState
from case_flow.domain.transitions import State
from case_flow.domain.treating import take_up_again
from councilkit.workdays import oslo_day


class TakeUpWhenDue:
    """On the day until which a case was postponed, it is in the council's queue again."""

    def __init__(self, cases: Cases) -> None:
        self._cases = cases

    async def __call__(self, record: Record, now: datetime) -> datetime | None:
        case = record.case
        if case.state is not State.POSTPONED or case.returns is None:
            return None
        today = oslo_day(now)
        if today < case.returns:
            return morning(case.returns)
        call = due_call("take-up-again", self._cases.stream(case.id), case.returns)
        with suppress(WrongState):  # somebody has taken it up a moment ago
            await self._cases.change(case.id, call, lambda case, _: take_up_again(case, today))
        return None
