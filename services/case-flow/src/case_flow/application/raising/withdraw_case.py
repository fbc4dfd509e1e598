from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases, written
from case_flow.domain.policy import Acting
from case_flow.domain.raising import withdraw
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text


@dataclass(frozen=True)
class WithdrawCase:
    """Take a case back before it is treated, with or without a reason."""

    case: str
    reason: Text | None = None


async def withdraw_case(command: WithdrawCase, by: Acting, call: Call, *, cases: Cases) -> Receipt:
    texts = written(reason=command.reason)
    return await cases.change(command.case, call, lambda case, _: withdraw(case, by), texts=texts)
