from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.domain import raising
from case_flow.domain.policy import Acting
from councilkit.events.case_words import Unfit
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text


@dataclass(frozen=True)
class TurnAway:
    """Turn a case away that is not for a council, and tell its sender why, and where to go."""

    case: str
    why: Unfit
    reason: Text


async def turn_away(command: TurnAway, by: Acting, call: Call, *, cases: Cases) -> Receipt:
    return await cases.change(
        command.case,
        call,
        lambda case, now: raising.turn_away(case, by, command.why, now=now),
        texts={"reason": command.reason},
    )
