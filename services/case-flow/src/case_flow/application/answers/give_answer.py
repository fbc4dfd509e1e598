from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases, written
from case_flow.application.known import Known
from case_flow.domain.answering import answer
from case_flow.domain.brevity import require_brief
from case_flow.domain.policy import Acting
from councilkit.clock import Clock
from councilkit.events.cases import AnswerOutcome
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Short, Text, Title


@dataclass(frozen=True)
class GiveAnswer:
    """Answer a council's statement: in short for everybody, and with reasons for those who took part."""

    case: str
    outcome: AnswerOutcome
    short: Short
    reason: Text
    our_ref: Title | None = None


async def give_answer(
    command: GiveAnswer, by: Acting, call: Call, *, cases: Cases, known: Known, clock: Clock
) -> Receipt:
    require_brief(command.short)
    numbers = await known.numbers((await cases.get(command.case)).home, clock())
    return await cases.change(
        command.case,
        call,
        lambda case, now: answer(case, by, command.outcome, now=now, numbers=numbers),
        texts=written(short=command.short, reason=command.reason, our_ref=command.our_ref),
    )
