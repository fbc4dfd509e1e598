from dataclasses import dataclass

from case_flow.application.answers.voices import voice_of
from case_flow.application.cases import Cases
from case_flow.application.known import Known
from case_flow.domain.answering import confirm
from case_flow.domain.policy import Acting
from councilkit.clock import Clock
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class ConfirmAnswer:
    """Tell that the answer has reached a council that asked; once it has reached all of them, the case is answered."""

    case: str
    on_behalf_of: str | None = None


async def confirm_answer(
    command: ConfirmAnswer, by: Acting, call: Call, *, cases: Cases, known: Known, clock: Clock
) -> Receipt:
    voice = await voice_of(command.on_behalf_of, command.case, cases=cases, known=known, clock=clock)
    return await cases.change(command.case, call, lambda case, _: confirm(case, by, voice=voice))
