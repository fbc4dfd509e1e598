"""Who names somebody for a seat, and who is looked for: for those who fill it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from council_registry.application.ports import Organisations
from council_registry.application.reading.council_numbers import found_in
from council_registry.application.reading.standing import Standing
from council_registry.application.seats.seat_files import SeatFiles
from council_registry.application.structure.places import place_on
from council_registry.application.structure.references import known
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
    asker: Sequence[Acting],
    standing: Standing,
    *,
    organisations: Organisations,
    seat_files: SeatFiles,
) -> None:
    _require(command.council, command.seat, asker, standing)
    if command.facts.organisation:
        await known(organisations, [command.facts.organisation], field="/organisation")
    await seat_files.write_facts(command.seat, command.facts)


async def read_facts(
    council: str, seat: str, asker: Sequence[Acting], standing: Standing, *, seat_files: SeatFiles
) -> Facts:
    _require(council, seat, asker, standing)
    return (await seat_files.facts([seat])).get(seat, NO_FACTS)


def _require(council: str, seat: str, asker: Sequence[Acting], standing: Standing) -> None:
    found = found_in(standing, council)
    if not place_on(standing, found).allows(Action.REQUEST_NOMINATION, asker):
        raise NotAllowed("This is for those who fill the seat.", field="Authorization")
    found.council.seating.seat(seat)
