from contextlib import suppress
from datetime import datetime

from case_flow.application.cases import Cases
from case_flow.application.following.due_calls import due_call, morning
from case_flow.application.records import Record, Records, Reference
from case_flow.domain.case import Case
from case_flow.domain.refusals import WrongState
from case_flow.domain.retention import erased_on
from councilkit.ledger import NoSuchText
from councilkit.workdays import oslo_day


class EraseWhenOver:
    """Erases the texts of a case that have been kept long enough."""

    def __init__(self, cases: Cases, records: Records) -> None:
        self._cases = cases
        self._records = records

    async def __call__(self, record: Record, now: datetime) -> datetime | None:
        today, over = oslo_day(now), record.over_since
        if over is None:
            return None
        days = {step.entry: erased_on(record.case, over, type(step.event)) for step in record.path}
        come = {entry for entry, day in days.items() if day and day <= today}
        for reference, text in (await self._records.texts(record.texts_beside(come))).items():
            if text is not None:
                await self._erase(record, reference)
        return min((morning(day) for day in days.values() if day and day > today), default=None)

    async def _erase(self, record: Record, reference: Reference) -> None:
        entry, name = reference

        def as_we_know_it(case: Case) -> None:
            if (case.state, case.turning_away) != (record.case.state, record.case.turning_away):
                raise WrongState("The case has gone on.")

        call = due_call("erase-text", self._cases.stream(record.case.id), f"{entry}-{name}")
        with suppress(NoSuchText, WrongState):  # somebody was faster
            await self._cases.erase(record.case.id, call, entry, name, allowed=as_we_know_it)
