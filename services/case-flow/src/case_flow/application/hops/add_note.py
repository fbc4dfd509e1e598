from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.domain.hops import add_note as add
from case_flow.domain.policy import Acting
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text


@dataclass(frozen=True)
class AddNote:
    """Add an afterthought, for all that the case has passed; what the others wrote stays as it is."""

    case: str
    note: Text


async def add_note(command: AddNote, by: Acting, call: Call, *, cases: Cases) -> Receipt:
    return await cases.change(command.case, call, lambda case, _: add(case, by), texts={"note": command.note})
