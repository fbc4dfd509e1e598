from collections.abc import Mapping
from dataclasses import dataclass

from council_registry.application.ports import ReadTexts
from council_registry.application.reading.council_numbers import found_in, speakers
from council_registry.application.reading.standing import CouncilOnDay, Standing
from council_registry.application.records import MANDATES, Records
from council_registry.application.seats.set_mandate import REFERENCE
from council_registry.application.structure.places import place_on
from council_registry.domain.mandate import Mandate, Number, Why, Written, in_force, numbering_of, numbers_of
from council_registry.domain.policy import Place
from council_registry.domain.rule_set import RuleSet
from councilkit.events.seating import Numbering


@dataclass(frozen=True)
class MandatePage:
    found: CouncilOnDay
    mandate: Mandate | None
    numbers: list[Number]
    numbering: tuple[Numbering, Why]
    references: Mapping[int, str | None]  # by version
    rules: RuleSet
    place: Place


async def read_mandate(
    council: str, standing: Standing, *, rules: RuleSet, records: Records, texts: ReadTexts
) -> MandatePage:
    """Tell every number of a council as it is on a day, and why."""
    found = found_in(standing, council)
    speaking = speakers(found, standing)
    return MandatePage(
        found,
        in_force(found.council.mandates, standing.day),
        numbers_of(council, speaking, rules),
        numbering_of(council, speaking, rules),
        await _references(council, records, texts),
        rules,
        place_on(standing, found),
    )


async def _references(council: str, records: Records, texts: ReadTexts) -> Mapping[int, str | None]:
    written = (await records.all_of(MANDATES, [council])).get(council, Written())
    read = await texts([(entry, REFERENCE) for entry in written.entries])
    return {version: read[entry, REFERENCE] for version, entry in enumerate(written.entries, start=1)}
