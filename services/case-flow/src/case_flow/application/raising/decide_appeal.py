from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.application.known import Known
from case_flow.domain import raising
from case_flow.domain.policy import Acting
from councilkit.clock import Clock
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text


@dataclass(frozen=True)
class DecideAppeal:
    """Tell, as the council above, whether it stands that a case was turned away; if not, it is taken up."""

    case: str
    stands: bool
    reason: Text


async def decide_appeal(
    command: DecideAppeal, by: Acting, call: Call, *, cases: Cases, known: Known, clock: Clock
) -> Receipt:
    numbers = await known.numbers((await cases.get(command.case)).holder, clock())
    return await cases.change(
        command.case,
        call,
        lambda case, now: raising.decide_appeal(case, by, stands=command.stands, now=now, numbers=numbers),
        texts={"reason": command.reason},
    )
