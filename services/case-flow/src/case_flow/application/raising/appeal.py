from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.application.known import Known
from case_flow.domain import raising
from case_flow.domain.policy import Acting
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text


@dataclass(frozen=True)
class Appeal:
    """Ask the council above whether it was right to turn a case away."""

    case: str
    reason: Text


async def appeal(command: Appeal, by: Acting, call: Call, *, cases: Cases, known: Known) -> Receipt:
    above = await known.above((await cases.get(command.case)).holder)
    return await cases.change(
        command.case,
        call,
        lambda case, now: raising.appeal(case, by, above, now=now),
        texts={"reason": command.reason},
    )
