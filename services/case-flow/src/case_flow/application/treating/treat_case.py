from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.application.known import Known
from case_flow.domain.policy import Acting
from case_flow.domain.treating import treat
from councilkit.events.cases import Outcome
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text


@dataclass(frozen=True)
class TreatCase:
    """Tell what came of a case in the meeting that has treated it, and what the council thinks of it."""

    case: str
    outcome: Outcome
    opinion: Text | None = None


async def treat_case(command: TreatCase, by: Acting, call: Call, *, cases: Cases, known: Known) -> Receipt:
    meeting = await known.meeting_once_held((await cases.get(command.case)).meeting)
    return await cases.change(
        command.case,
        call,
        lambda case, _: treat(case, by, command.outcome, meeting),
        texts={"opinion": command.opinion} if command.opinion else {},
    )
