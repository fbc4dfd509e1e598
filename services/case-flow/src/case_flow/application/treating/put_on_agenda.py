from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from case_flow.application.cases import Cases
from case_flow.application.known import Known
from case_flow.domain.case import Case
from case_flow.domain.meanwhile import require_as_seen
from case_flow.domain.policy import Acting
from case_flow.domain.transitions import Action
from case_flow.domain.treating import put_on_agenda as put_on
from councilkit.clock import Clock
from councilkit.events.cases import CasePutOnAgenda
from councilkit.ledger import Call, ClaimTaken, Receipt


@dataclass(frozen=True)
class PutOnAgenda:
    """Let the council that holds the case treat it in one of its meetings, under a number of its own."""

    case: str
    meeting: str


async def put_on_agenda(
    command: PutOnAgenda, by: Acting, call: Call, *, cases: Cases, known: Known, clock: Clock
) -> Receipt:
    meeting = await known.meeting(command.meeting, field="/meeting")
    seen = await cases.get(command.case)
    series = await known.treatments.series(seen.holder, meeting, clock())

    async def put_under(running: int) -> Receipt:
        def decide(case: Case, _: datetime) -> CasePutOnAgenda:
            event = put_on(case, by, meeting, series, running)
            require_as_seen(Action.PUT_ON_AGENDA, seen, case)
            return event

        def claimed(event: CasePutOnAgenda) -> Sequence[str]:
            return [event.number] if event.number == str(series.number(running)) else []

        return await cases.change(command.case, call, decide, claims=claimed)

    for running in count(await known.treatments.next(series)):
        with suppress(ClaimTaken):  # another case was given this number a moment ago
            return await put_under(running)
    raise AssertionError("Numbers have no end.")
