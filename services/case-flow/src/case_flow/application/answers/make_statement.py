from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.application.known import Known
from case_flow.domain.answering import make_statement as state
from case_flow.domain.policy import Acting
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text


@dataclass(frozen=True)
class MakeStatement:
    """Give a unit the council's statement, and ask it for an answer."""

    case: str
    unit: str
    statement: Text


async def make_statement(command: MakeStatement, by: Acting, call: Call, *, cases: Cases, known: Known) -> Receipt:
    unit = await known.unit(command.unit, field="/unit")
    return await cases.change(
        command.case,
        call,
        lambda case, now: state(case, by, unit, now=now),
        texts={"statement": command.statement},
    )
