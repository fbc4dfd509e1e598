from dataclasses import dataclass
from datetime import date, datetime

from case_flow.application.cases import Cases
from case_flow.domain.case import Case
from case_flow.domain.meanwhile import require_as_seen
from case_flow.domain.policy import Acting
from case_flow.domain.raising import schedule
from case_flow.domain.transitions import Action
from councilkit.events.case_life import CaseScheduled
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class ScheduleCase:
    """Tell those who raised a case on which day the council will take it up, before any agenda exists."""

    case: str
    on: date


async def schedule_case(command: ScheduleCase, by: Acting, call: Call, *, cases: Cases) -> Receipt:
    seen = await cases.get(command.case)

    def decide(case: Case, now: datetime) -> CaseScheduled:
        event = schedule(case, by, command.on, now=now)
        require_as_seen(Action.SCHEDULE, seen, case)
        return event

    return await cases.change(command.case, call, decide)
