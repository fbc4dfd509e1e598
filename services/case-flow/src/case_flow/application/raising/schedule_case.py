from dataclasses import dataclass
from datetime import date

from case_flow.application.cases import Cases
from case_flow.domain.policy import Acting
from case_flow.domain.raising import schedule
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class ScheduleCase:
    """Tell those who raised a case on which day the council will take it up, before any agenda exists."""

    case: str
    on: date


async def schedule_case(command: ScheduleCase, by: Acting, call: Call, *, cases: Cases) -> Receipt:
    return await cases.change(command.case, call, lambda case, now: schedule(case, by, command.on, now=now))
