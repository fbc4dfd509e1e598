from dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.domain.answering import confirm
from case_flow.domain.policy import Acting
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class ConfirmAnswer:
    """Tell that the answer has reached the council that asked; only now is the case answered."""

    case: str


async def confirm_answer(command: ConfirmAnswer, by: Acting, call: Call, *, cases: Cases) -> Receipt:
    return await cases.change(command.case, call, lambda case, _: confirm(case, by))
