from dataclasses import dataclass
from datetime import date

from council_registry.application.meetings.last_met import last_met
from council_registry.application.ports import Councils, Units
from council_registry.application.records import Records
from council_registry.application.structure.places import place_of_council
from council_registry.domain.policy import Acting, Action
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class EndTerm:
    """Let a term end earlier than agreed."""

    council: str
    term: str
    on: date


async def end_term(
    command: EndTerm, by: Acting, call: Call, *, councils: Councils, units: Units, records: Records
) -> Receipt:
    place = await place_of_council(command.council, councils=councils, units=units)
    place.require(Action.END_TERM, by)
    met = await last_met(command.council, records=records, term=command.term)
    return await councils.change(
        command.council, call, lambda council, _: council.end_term(command.term, command.on, met=met)
    )
