from dataclasses import dataclass
from datetime import datetime

from council_registry.application.ports import Councils, Units
from council_registry.application.structure.places import place_of_council
from council_registry.domain.council import Council
from council_registry.domain.policy import Acting, Action
from councilkit.events.seating import HandoverItem, HandoverTicked
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class TickHandover:
    """Tell that one thing was handed over with a term, or was not after all."""

    council: str
    term: str
    item: HandoverItem
    done: bool


async def tick_handover(command: TickHandover, by: Acting, call: Call, *, councils: Councils, units: Units) -> Receipt:
    place = await place_of_council(command.council, councils=councils, units=units)
    place.of_holding(command.term).require(Action.TICK_HANDOVER, by)

    def decide(council: Council, _: datetime) -> HandoverTicked:
        term = council.seating.term(command.term)
        return HandoverTicked(council=council.id, term=term.id, item=command.item, done=command.done)

    return await councils.change(command.council, call, decide)
