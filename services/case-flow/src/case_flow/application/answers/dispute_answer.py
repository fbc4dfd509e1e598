from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.application.known import Known
from case_flow.domain.answering import dispute
from case_flow.domain.policy import Acting
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text


@dataclass(frozen=True)
class DisputeAnswer:
    """Ask the unit once more, and say what its answer lacks."""

    case: str
    missing: Text


async def dispute_answer(command: DisputeAnswer, by: Acting, call: Call, *, cases: Cases, known: Known) -> Receipt:
    asked = (await cases.get(command.case)).unit
    unit = await known.unit(asked, field="path") if asked else None
    return await cases.change(
        command.case,
        call,
        lambda case, now: dispute(case, by, unit, now=now),
        texts={"missing": command.missing},
    )
