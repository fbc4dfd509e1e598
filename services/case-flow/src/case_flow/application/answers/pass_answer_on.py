from dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.domain.answering import pass_on
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class PassAnswerOn:
    """Let the unit that came after another one answer what that one was asked."""

    case: str
    closed: str
    successor: str


async def pass_answer_on(command: PassAnswerOn, call: Call, *, cases: Cases) -> Receipt:
    return await cases.change(command.case, call, lambda case, _: pass_on(case, command.closed, command.successor))
