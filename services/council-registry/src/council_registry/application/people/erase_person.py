from collections.abc import Sequence
from dataclasses import dataclass

from council_registry.application.people.exchange_token import held_ever
from council_registry.application.people.holds import Held, with_places
from council_registry.application.records import UNITS
from council_registry.application.service import Registry
from council_registry.application.structure.places import place_of
from council_registry.domain.policy import Acting, Action, Place
from council_registry.domain.refusals import NoSuchHolding
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class ErasePerson:
    """Forget for good who holds, or held, this term or post."""

    hold: str


async def erase_person(command: ErasePerson, by: Acting, *, service: Registry) -> None:
    for person in await service.contacts.holding([command.hold]):
        (await _place(person.holds, service)).require(Action.ERASE_PERSON, by)
        await service.erasing.erase(person, by.id)
        return
    erased = await service.keeping.erasures.with_hold(command.hold)  # a repeat, or a crash on the way
    if erased is None:
        raise NoSuchHolding("Nobody is known who holds this.", field="/hold")
    (await _place(erased.holds, service)).require(Action.ERASE_PERSON, by)
    await service.erasing.finish(erased)


async def _place(holds: Sequence[str], service: Registry) -> Place:
    """Tell where somebody stands: a regional officer erases only whom nobody else will miss."""
    held = await held_ever(holds, records=service.records)
    today = oslo_day(service.clock())
    current = [holding for holding in held if holding.period.runs and holding.period.last >= today]
    places = await with_places(current or held, records=service.records)
    numbers = {number for one in places for number in _units(one)}
    units = await service.records.all_of(UNITS, numbers)
    place = place_of(list(units.values()))
    elsewhere = any(one.holding.organisation for one in places)
    return Place(regions=place.regions | {None}) if elsewhere else place


def _units(held: Held) -> Sequence[str]:
    if held.council:
        return held.council.charter.units
    return [held.unit.number] if held.unit else []
