from dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.domain.hops import regret
from case_flow.domain.policy import Acting
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class RegretSending:
    """Take back a case that was sent on a moment ago."""

    case: str


async def regret_sending(command: RegretSending, by: Acting, call: Call, *, cases: Cases) -> Receipt:
    return await cases.change(command.case, call, lambda case, now: regret(case, by, now=now))
