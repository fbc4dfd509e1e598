from datetime import date, datetime

from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases, written
from case_flow.domain.answering import delay
from case_flow.domain.brevity import require_brief
from case_flow.domain.case import Case
from case_flow.domain.meanwhile import require_as_seen
from case_flow.domain.policy import Acting
from case_flow.domain.transitions import Action
from councilkit.events.case_life import AnswerDelayed
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
    seen = await cases.get(command.case)

    def decide(case: Case, now: datetime) -> AnswerDelayed:
        event = delay(case, by, command.until, now=now)
        require_as_seen(Action.DELAY_ANSWER, seen, case)
        return event

    texts = written(short=command.short, our_ref=command.our_ref)
    return await cases.change(command.case, call, decide, texts=texts)
