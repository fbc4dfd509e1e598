"""What a council's numbers are on a day, by its own mandate, those above it and the rule set."""

from collections.abc import Mapping

from council_registry.application.reading.standing import CouncilOnDay, Standing
from council_registry.domain.mandate import Speaker, in_force, numbers_of
from council_registry.domain.refusals import NoSuchCouncil
from council_registry.domain.rule_set import RuleSet


def found_in(standing: Standing, council: str) -> CouncilOnDay:
    """Tell a council as it stands; raises `NoSuchCouncil`."""
    if council not in standing.councils:
        raise NoSuchCouncil(f"There is nothing here with the id {council}.", field="path")
    return standing.councils[council]


def speakers(one: CouncilOnDay, standing: Standing) -> list[Speaker]:
    """Tell whose mandates speak for a council: its own, then each above it."""
    found: list[Speaker] = []
    above: CouncilOnDay | None = one
    while above:
        if mandate := in_force(above.council.mandates, standing.day):
            found.append(Speaker(above.id, above.charter.short, mandate))
        above = standing.councils.get(above.charter.parent or "")
    return found


def numbers_by_name(one: CouncilOnDay, standing: Standing, rules: RuleSet) -> Mapping[str, int]:
    """Tell every number of a council by its name."""
    return {number.name: number.value for number in numbers_of(one.id, speakers(one, standing), rules)}
