from council_registry.application.inputs import Day, Input
from council_registry.application.places import place_of
from council_registry.application.ports import Units
from council_registry.domain.policy import Acting, Action
from councilkit.ledger import Call, Receipt


class EndPost(Input):
    """Let a post end earlier than agreed."""

    on: Day


async def end_post(unit: str, post: str, command: EndPost, call: Call, by: Acting, *, units: Units) -> Receipt:
    place_of([await units.get(unit)]).require(Action.END_POST, by)
    return await units.change(unit, call, lambda unit, _: unit.end_post(post, command.on))
