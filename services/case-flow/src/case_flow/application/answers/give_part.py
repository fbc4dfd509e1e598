from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.domain import answering
from case_flow.domain.brevity import require_brief
from case_flow.domain.policy import Acting
from councilkit.events.cases import AnswerOutcome
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Short, Text


@dataclass(frozen=True)
class GivePart:
    """Give one's line's share of an answer, or an owner's word on it; the unit that was asked first joins them."""

    case: str
    outcome: AnswerOutcome
    short: Short
    reason: Text


async def give_part(command: GivePart, by: Acting, call: Call, *, cases: Cases) -> Receipt:
    require_brief(command.short)
    return await cases.change(
        command.case,
        call,
        lambda case, _: answering.give_part(case, by, command.outcome),
        texts={"short": command.short, "reason": command.reason},
    )
