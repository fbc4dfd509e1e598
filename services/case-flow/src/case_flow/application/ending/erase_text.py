from dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.domain.policy import Acting
from case_flow.domain.transitions import Action
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class EraseText:
    """Erase one text of a case for good, wherever it is read."""

    case: str
    entry: str
    text: str


async def erase_text(command: EraseText, by: Acting, call: Call, *, cases: Cases) -> Receipt:
    return await cases.erase(
        command.case,
        call,
        command.entry,
        command.text,
        allowed=lambda case: case.require(Action.ERASE_TEXT, by),
    )
