from datetime import date, datetime

from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases, written
from case_flow.domain.case import Case
from case_flow.domain.ending import report_on
from case_flow.domain.meanwhile import require_as_seen
from case_flow.domain.policy import Acting
from case_flow.domain.transitions import Action
from councilkit.events.case_life import FollowUpReported
from councilkit.events.case_words import Progress
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text


@dataclass(frozen=True)
class ReportFollowUp:
    """Tell how far something is that was agreed, and by when it will be done if that has changed."""

    case: str
    follow_up: str
    progress: Progress
    note: Text | None = None
    ends: date | None = None


async def report_follow_up(command: ReportFollowUp, by: Acting, call: Call, *, cases: Cases) -> Receipt:
    seen = await cases.get(command.case)

    def decide(case: Case, now: datetime) -> FollowUpReported:
        event = report_on(case, by, command.follow_up, command.progress, command.ends, now=now)
        require_as_seen(Action.REPORT_FOLLOW_UP, seen, case)
        return event

    return await cases.change(command.case, call, decide, texts=written(note=command.note))
