from dataclasses import dataclass
from datetime import date

from council_registry.application.ports import Units
from council_registry.application.structure.places import place_of
from council_registry.domain.policy import Acting, Action
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class EndPost:
    """Let a post end earlier than agreed."""

    unit: str
    post: str
    on: date


async def end_post(command: EndPost, by: Acting, call: Call, *, units: Units) -> Receipt:
    place_of([await units.get(command.unit)]).require(Action.END_POST, by)
    return await units.change(command.unit, call, lambda unit, _: unit.end_post(command.post, command.on))
