from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.application.known import Known
from case_flow.domain.answering import register
from case_flow.domain.brevity import require_brief
from case_flow.domain.policy import Acting
from councilkit.clock import Clock
from councilkit.events.cases import AnswerOutcome
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Short, Text


@dataclass(frozen=True)
class RegisterAnswer:
    """Write down what a unit answered by word of mouth in a meeting of the council that holds the case."""

    case: str
    meeting: str
    outcome: AnswerOutcome
    short: Short
    reason: Text


async def register_answer(
    command: RegisterAnswer, by: Acting, call: Call, *, cases: Cases, known: Known, clock: Clock
) -> Receipt:
    require_brief(command.short)
    told = await known.meeting(command.meeting, field="/meeting")
    meeting = await known.meeting_once_held(command.meeting) or told
    numbers = await known.numbers((await cases.get(command.case)).home, clock())
    return await cases.change(
        command.case,
        call,
        lambda case, now: register(case, by, command.outcome, meeting, now=now, numbers=numbers),
        texts={"short": command.short, "reason": command.reason},
    )
