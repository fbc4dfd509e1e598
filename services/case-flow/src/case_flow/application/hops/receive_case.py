from dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.application.known import Known
from case_flow.domain.hops import receive
from case_flow.domain.policy import Acting
from councilkit.clock import Clock
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class ReceiveCase:
    """Take over a case that was sent to one's council."""

    case: str


async def receive_case(
    command: ReceiveCase, by: Acting, call: Call, *, cases: Cases, known: Known, clock: Clock
) -> Receipt:
    numbers = await known.numbers(by.council, clock()) if by.council else {}
    return await cases.change(command.case, call, lambda case, now: receive(case, by, now=now, numbers=numbers))
