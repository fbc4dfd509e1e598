from dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.domain.ending import lift
from case_flow.domain.policy import Acting
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class LiftRestriction:
    """Let everybody know of a case again, before its day."""

    case: str


async def lift_restriction(command: LiftRestriction, by: Acting, call: Call, *, cases: Cases) -> Receipt:
    return await cases.change(command.case, call, lambda case, _: lift(case, by))
