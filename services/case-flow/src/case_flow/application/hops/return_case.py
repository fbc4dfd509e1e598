from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.application.known import Known
from case_flow.domain.hops import give_back
from case_flow.domain.policy import Acting
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text


@dataclass(frozen=True)
class ReturnCase:
    """Give a case that was sent to one's council back to its sender: say why, and perhaps where it belongs."""

    case: str
    reason: Text
    suggested: str | None = None


async def return_case(command: ReturnCase, by: Acting, call: Call, *, cases: Cases, known: Known) -> Receipt:
    suggested = (await known.open_council(command.suggested, field="/suggested")).id if command.suggested else None
    return await cases.change(
        command.case,
        call,
        lambda case, _: give_back(case, by, suggested),
        texts={"reason": command.reason},
    )
