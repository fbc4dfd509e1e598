from dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.domain.policy import Acting
from case_flow.domain.raising import keep
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class KeepCase:
    """Disagree that a case is turned away: the council takes it up."""

    case: str


async def keep_case(command: KeepCase, by: Acting, call: Call, *, cases: Cases) -> Receipt:
    return await cases.change(command.case, call, lambda case, _: keep(case, by))
