from council_registry.application.inputs import Day, Input
from council_registry.application.places import place_of_council
from council_registry.application.ports import Councils, Units
from council_registry.domain.policy import Acting, Action
from councilkit.ledger import Call, Receipt


class EndTerm(Input):
    """Let a term end earlier than agreed."""

    on: Day


async def end_term(
    council: str, term: str, command: EndTerm, call: Call, by: Acting, *, councils: Councils, units: Units
) -> Receipt:
    place = await place_of_council(council, councils=councils, units=units)
    place.require(Action.END_TERM, by)
    return await councils.change(council, call, lambda council, _: council.end_term(term, command.on))
