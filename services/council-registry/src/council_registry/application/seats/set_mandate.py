from dataclasses import dataclass, field
from datetime import datetime

from council_registry.application.ports import Councils, Units
from council_registry.application.structure.places import place_of_council
from council_registry.domain.council import Council
from council_registry.domain.mandate import Conditions, next_version
from council_registry.domain.policy import Acting, Action
from council_registry.domain.rule_set import RuleSet
from councilkit.events.seating import MandateSet
from councilkit.ledger import Call, Receipt

REFERENCE = "reference"


@dataclass(frozen=True)
class SetMandate:
    """Let a council work under a new version of its mandate; the reference tells where it was agreed."""

    council: str
    conditions: Conditions
    reference: str | None = field(default=None, repr=False)


async def set_mandate(
    command: SetMandate, by: Acting, call: Call, *, councils: Councils, units: Units, rules: RuleSet
) -> Receipt:
    place = await place_of_council(command.council, councils=councils, units=units)
    place.require(Action.SET_MANDATE, by)
    rules.require(command.conditions.numbers)

    def decide(council: Council, _: datetime) -> MandateSet:
        council.require_open(command.conditions.period, "/starts")
        return next_version(council.id, council.mandates, command.conditions)

    texts = {REFERENCE: command.reference} if command.reference else {}
    return await councils.change(command.council, call, decide, texts=texts)
