from dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.application.known import Known
from case_flow.domain.policy import Acting
from case_flow.domain.treating import put_on_agenda as put_on
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class PutOnAgenda:
    """Let the council that holds the case treat it in one of its meetings."""

    case: str
    meeting: str


async def put_on_agenda(command: PutOnAgenda, by: Acting, call: Call, *, cases: Cases, known: Known) -> Receipt:
    meeting = await known.meeting(command.meeting, field="/meeting")
    return await cases.change(command.case, call, lambda case, _: put_on(case, by, meeting))
