from pydantic.dataclasses import dataclass

from case_flow.application.answers.voices import voice_of
from case_flow.application.cases import Cases, written
from case_flow.application.known import Known
from case_flow.domain.ending import close
from case_flow.domain.policy import Acting
from councilkit.clock import Clock
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text


@dataclass(frozen=True)
class CloseCase:
    """Close a case: the council that raised it does, not the unit that answered."""

    case: str
    reason: Text | None = None
    on_behalf_of: str | None = None


async def close_case(
    command: CloseCase, by: Acting, call: Call, *, cases: Cases, known: Known, clock: Clock
) -> Receipt:
    voice = await voice_of(command.on_behalf_of, command.case, cases=cases, known=known, clock=clock)
    return await cases.change(
        command.case, call, lambda case, _: close(case, by, voice=voice), texts=written(reason=command.reason)
    )
