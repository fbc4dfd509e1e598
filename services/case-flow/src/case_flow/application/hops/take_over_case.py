from dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.domain.hops import take_over
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class TakeOverCase:
    """Let who came after a council stand where that council stood on the way of a case."""

    case: str
    closed: str
    to: str


async def take_over_case(command: TakeOverCase, call: Call, *, cases: Cases) -> Receipt:
    return await cases.change(command.case, call, lambda case, _: take_over(case, command.closed, command.to))
