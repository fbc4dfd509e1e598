from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.domain import raising
from case_flow.domain.policy import Acting
from councilkit.events.case_words import Unfit
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text


@dataclass(frozen=True)
class ProposeTurningAway:
    """Say that a case is not for a council, and why; a user's seat has the last word."""

    case: str
    why: Unfit
    reason: Text


async def propose_turning_away(command: ProposeTurningAway, by: Acting, call: Call, *, cases: Cases) -> Receipt:
    return await cases.change(
        command.case,
        call,
        lambda case, _: raising.propose_turning_away(case, by, command.why),
        texts={"reason": command.reason},
    )
