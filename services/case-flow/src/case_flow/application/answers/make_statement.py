from collections.abc import Sequence

from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases, written
from case_flow.application.known import Known
from case_flow.domain.answering import make_statement as state
from case_flow.domain.neighbours import Unit
from case_flow.domain.policy import Acting
from councilkit.clock import Clock
from councilkit.events.cases import PartAs
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text, Title


@dataclass(frozen=True)
class Also:
    """A unit that has a part in the one answer."""

    unit: str
    part: PartAs


@dataclass(frozen=True)
class MakeStatement:
    """Give a unit the council's statement, and ask it for an answer; others that are asked too have a part in it."""

    case: str
    unit: str
    statement: Text
    minority: Text | None = None
    our_ref: Title | None = None
    also: tuple[Also, ...] = ()


async def make_statement(
    command: MakeStatement, by: Acting, call: Call, *, cases: Cases, known: Known, clock: Clock
) -> Receipt:
    unit = await known.unit(command.unit, field="/unit")
    also = await _all(command.also, known)
    numbers = await known.numbers((await cases.get(command.case)).holder, clock())
    return await cases.change(
        command.case,
        call,
        lambda case, now: state(case, by, unit, also=also, now=now, numbers=numbers),
        texts=written(statement=command.statement, minority=command.minority, our_ref=command.our_ref),
    )


async def _all(also: Sequence[Also], known: Known) -> list[tuple[Unit, PartAs]]:
    return [
        (await known.unit(one.unit, field=f"/also/{place}/unit", part=one.part), one.part)
        for place, one in enumerate(also)
    ]
