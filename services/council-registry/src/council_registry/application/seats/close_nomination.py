from dataclasses import dataclass

from council_registry.application.ports import Councils
from council_registry.application.seats.nominating import Requests
from council_registry.domain.nomination import close
from council_registry.domain.policy import Acting, Action
from councilkit.clock import Clock
from councilkit.ledger import Call, Receipt
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class CloseNomination:
    """Ask nobody any more: the seat was filled, or the request is taken back."""

    nomination: str


async def close_nomination(
    command: CloseNomination, by: Acting, call: Call, *, councils: Councils, requests: Requests, clock: Clock
) -> Receipt:
    asked = await requests.get(command.nomination, oslo_day(clock()))
    asked.place.require(Action.CLOSE_NOMINATION, by)
    return await councils.change(
        asked.found.id,
        call,
        lambda council, _: close(command.nomination, council=council.id, nominations=council.nominations),
    )
