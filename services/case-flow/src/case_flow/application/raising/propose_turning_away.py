from datetime import datetime

from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.domain import raising
from case_flow.domain.case import Case
from case_flow.domain.meanwhile import require_as_seen
from case_flow.domain.policy import Acting
from case_flow.domain.transitions import Action
from councilkit.events.case_life import TurningAwayProposed
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
    seen = await cases.get(command.case)

    def decide(case: Case, _: datetime) -> TurningAwayProposed:
        event = raising.propose_turning_away(case, by, command.why)
        require_as_seen(Action.PROPOSE_TURNING_AWAY, seen, case)
        return event

    return await cases.change(command.case, call, decide, texts={"reason": command.reason})
