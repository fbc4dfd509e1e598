from pydantic.dataclasses import dataclass

from case_flow.application.answers.voices import voice_of
from case_flow.application.cases import Cases
from case_flow.application.known import Known
from case_flow.domain.ending import reopen
from case_flow.domain.policy import Acting
from councilkit.clock import Clock
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text


@dataclass(frozen=True)
class ReopenCase:
    """Take a case up again under the same reference."""

    case: str
    reason: Text
    new_facts: bool = False
    on_behalf_of: str | None = None


async def reopen_case(
    command: ReopenCase, by: Acting, call: Call, *, cases: Cases, known: Known, clock: Clock
) -> Receipt:
    voice = await voice_of(command.on_behalf_of, command.case, cases=cases, known=known, clock=clock)
    numbers = await known.numbers((await cases.get(command.case)).home, clock())
    return await cases.change(
        command.case,
        call,
        lambda case, now: reopen(case, by, new_facts=command.new_facts, now=now, voice=voice, numbers=numbers),
        texts={"reason": command.reason},
    )
