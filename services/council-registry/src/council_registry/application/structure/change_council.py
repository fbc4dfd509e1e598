from dataclasses import dataclass

from council_registry.application.ports import Councils, Units
from council_registry.application.structure.places import place_of
from council_registry.application.structure.references import known
from council_registry.domain import structure
from council_registry.domain.policy import Acting, Action
from councilkit.events.structure import CouncilChanged
from councilkit.ledger import Call, Receipt
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class ChangeCouncil:
    """Give a council other names, units, another parent or line, language or leading side from a day on."""

    wanted: CouncilChanged


async def change_council(
    command: ChangeCouncil, by: Acting, call: Call, *, councils: Councils, units: Units
) -> Receipt:
    wanted = command.wanted
    council = await councils.get(wanted.council)
    given_up = [await units.get(number) for number in council.charter.units]
    its_units = await known(units, wanted.units, field="/units")
    place_of([*given_up, *its_units], council.id).require(Action.CHANGE_COUNCIL, by)
    [parent] = await known(councils, [wanted.parent], field="/parent") if wanted.parent else [None]
    return await councils.change(
        council.id,
        call,
        lambda council, now: structure.change(council, wanted, units=its_units, parent=parent, today=oslo_day(now)),
    )
