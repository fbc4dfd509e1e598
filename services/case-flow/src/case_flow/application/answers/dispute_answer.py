from pydantic.dataclasses import dataclass

from case_flow.application.answers.voices import voice_of
from case_flow.application.cases import Cases
from case_flow.application.known import Known
from case_flow.domain.answering import dispute
from case_flow.domain.policy import Acting
from councilkit.clock import Clock
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text


@dataclass(frozen=True)
class DisputeAnswer:
    """Ask the unit once more, and say what its answer lacks."""

    case: str
    missing: Text
    on_behalf_of: str | None = None


async def dispute_answer(
    command: DisputeAnswer, by: Acting, call: Call, *, cases: Cases, known: Known, clock: Clock
) -> Receipt:
    seen = await cases.get(command.case)
    unit = await known.unit(seen.unit, field="path") if seen.unit else None
    voice = await voice_of(command.on_behalf_of, command.case, cases=cases, known=known, clock=clock)
    numbers = await known.numbers(seen.holder, clock())
    return await cases.change(
        command.case,
        call,
        lambda case, now: dispute(case, by, unit, now=now, voice=voice, numbers=numbers),
        texts={"missing": command.missing},
    )
