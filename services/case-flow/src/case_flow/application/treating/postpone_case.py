from datetime import date

from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.domain.policy import Acting
from case_flow.domain.treating import postpone
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text


@dataclass(frozen=True)
class PostponeCase:
    """Take a case off the agenda until a day. `seen`: the asker knows how often it was postponed before."""

    case: str
    until: date
    reason: Text
    seen: bool = False


async def postpone_case(command: PostponeCase, by: Acting, call: Call, *, cases: Cases) -> Receipt:
    return await cases.change(
        command.case,
        call,
        lambda case, now: postpone(case, by, command.until, now=now, seen=command.seen),
        texts={"reason": command.reason},
    )
