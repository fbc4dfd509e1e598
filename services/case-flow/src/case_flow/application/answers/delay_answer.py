from datetime import date

from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases, written
from case_flow.domain.answering import delay
from case_flow.domain.brevity import require_brief
from case_flow.domain.policy import Acting
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Short, Title


@dataclass(frozen=True)
class DelayAnswer:
    """Tell that a unit is at work on its answer, why it takes longer, and until when."""

    case: str
    until: date
    short: Short
    our_ref: Title | None = None


async def delay_answer(command: DelayAnswer, by: Acting, call: Call, *, cases: Cases) -> Receipt:
    require_brief(command.short)
    return await cases.change(
        command.case,
        call,
        lambda case, now: delay(case, by, command.until, now=now),
        texts=written(short=command.short, our_ref=command.our_ref),
    )
