"""Who names somebody for a seat, and who is looked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from council_registry.application.council_numbers import found_in
from council_registry.application.places import place_of_council, place_on
from council_registry.application.ports import Councils, Organisations, Units
from council_registry.application.references import known
from council_registry.application.seat_files import SeatFiles
from council_registry.application.standing import Standing
from council_registry.domain.policy import Acting, Action
from council_registry.domain.seat_file import NO_FACTS, Facts
from councilkit.policy import NotAllowed


@dataclass(frozen=True)
class WriteFacts:
    council: str
    seat: str
    facts: Facts = field(repr=False)


async def write_facts(
    command: WriteFacts,
    by: Acting,
    *,
    councils: Councils,
    units: Units,
    organisations: Organisations,
    seat_files: SeatFiles,
) -> None:
    place = await place_of_council(command.council, councils=councils, units=units)
    place.require(Action.REQUEST_NOMINATION, by)
    (await councils.get(command.council)).seating.seat(command.seat)
    if command.facts.organisation:
        await known(organisations, [command.facts.organisation], field="/organisation")
    await seat_files.write_facts(command.seat, command.facts)


async def read_facts(
    council: str, seat: str, asker: Sequence[Acting], standing: Standing, *, seat_files: SeatFiles
) -> Facts:
    """Tell the facts of a seat to those who fill it."""
    found = found_in(standing, council)
    if not place_on(standing, found).allows(Action.REQUEST_NOMINATION, asker):
        raise NotAllowed("Only those read this who fill the seat.", field="Authorization")
    found.council.seating.seat(seat)
    return (await seat_files.facts([seat])).get(seat, NO_FACTS)
