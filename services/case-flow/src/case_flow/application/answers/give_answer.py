from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.domain.answering import answer
from case_flow.domain.policy import Acting
from councilkit.events.cases import AnswerOutcome
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Short, Text


@dataclass(frozen=True)
class GiveAnswer:
    """Answer a council's statement: in short for everybody, and with reasons for those who took part."""

    case: str
    outcome: AnswerOutcome
    short: Short
    reason: Text


async def give_answer(command: GiveAnswer, by: Acting, call: Call, *, cases: Cases) -> Receipt:
    return await cases.change(
        command.case,
        call,
        lambda case, now: answer(case, by, command.outcome, now=now),
        texts={"short": command.short, "reason": command.reason},
    )
