"""What falls due in this service, each kind of thing in its own way: the one table that the loop looks things up in.

To let something new happen to cases by itself, write a step in a file of its own beside this one, and add it to
`steps`: `async def __call__(self, record: Record, now: datetime) -> datetime | None` does what is due about the case,
and tells when to look again, or None if only an event of the case can bring something. Its commands take
`due_calls.due_call`, so that a repeat does nothing, and decide on the case in the ledger, which may have moved
on since `record` was read: let them suppress the refusal that says so. Every event of a case brings it to the loop.

To let something happen to another kind of thing, add its kind (the first word of its streams) and its look to `looks`,
and its events to `follow_due` in `subscriptions`.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from case_flow.application.cases import KIND
from case_flow.application.following.erase_when_over import EraseWhenOver
from case_flow.application.following.lift_when_over import LiftWhenOver
from case_flow.application.following.take_up_when_due import TakeUpWhenDue
from case_flow.application.following.tell_late import TellLate
from case_flow.application.records import Record, Records
from case_flow.application.rounds.remind_round import RemindRound
from case_flow.application.rounds.rounds import KIND as ROUND
from case_flow.application.service import CaseFlow
from case_flow.domain.refusals import NoSuchCase
from councilkit.due import Look

Step = Callable[[Record, datetime], Awaitable[datetime | None]]
"""Does what is due about a case; tells when to look again."""


def steps(service: CaseFlow) -> Sequence[Step]:
    """What may fall due about a case. They are taken in this order, at every look."""
    return [
        LiftWhenOver(service.cases),
        EraseWhenOver(service.cases, service.records),
        TakeUpWhenDue(service.cases),
        TellLate(service.cases, service.known),
    ]


def looks(service: CaseFlow) -> Mapping[str, Look]:
    """What may fall due, by the kind of thing."""
    return {
        KIND: LookAtCase(service.records, steps(service)),
        ROUND: RemindRound(service.rounds),
    }


class LookAtCase:
    """A `councilkit.due.Look` at one case; our view of it must be level."""

    def __init__(self, records: Records, steps: Sequence[Step]) -> None:
        self._records = records
        self._steps = steps

    async def __call__(self, case: str, now: datetime) -> datetime | None:
        with suppress(NoSuchCase):
            record = await self._records.get(case)
            moments = [await step(record, now) for step in self._steps]
            return min(filter(None, moments), default=None)
        return None


@dataclass(frozen=True)
class LookAtDue:
    """A `councilkit.due.Look`; its subjects are streams, and each kind of them has its own look."""

    looks: Mapping[str, Look]

    async def __call__(self, subject: str, now: datetime) -> datetime | None:
        kind, _, id = subject.partition("-")
        return await self.looks[kind](id, now)
