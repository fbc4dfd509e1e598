from pydantic.dataclasses import dataclass

from case_flow.application.cases import Cases
from case_flow.application.known import Known
from case_flow.domain.hops import send
from case_flow.domain.policy import Acting
from councilkit.clock import Clock
from councilkit.events.cases import Wish
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Text


@dataclass(frozen=True)
class SendCase:
    """Hand a treated case on to another council, or to who came after it, with what is wished of it and why."""

    case: str
    to: str
    wish: Wish
    reason: Text


async def send_case(command: SendCase, by: Acting, call: Call, *, cases: Cases, known: Known, clock: Clock) -> Receipt:
    to = await known.open_council(command.to, field="/to")
    routes = await known.routes((await cases.get(command.case)).holder, to.id)
    numbers = await known.numbers(to.id, clock())
    return await cases.change(
        command.case,
        call,
        lambda case, now: send(case, by, to.id, command.wish, routes=routes, now=now, numbers=numbers),
        texts={"reason": command.reason},
    )
