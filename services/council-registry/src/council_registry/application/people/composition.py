"""Whom the councils are made of, as it is known from the contacts of those who sit; no contact is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from council_registry.application.ports import Contacts, Councils
from council_registry.application.reading.directory import Directories
from council_registry.domain.composition import Composition, composition, together
from council_registry.domain.council import Council
from council_registry.domain.dated import Status
from council_registry.domain.person import Group
from council_registry.domain.refusals import NoSuchUnit
from councilkit.events.councils import Side, UnitKind


@dataclass(frozen=True)
class RegionComposition:
    composition: Composition
    councils: int
    led_by_users: int


async def composition_of_council(id: str, on: date, *, councils: Councils, contacts: Contacts) -> Composition:
    council = await councils.get(id)
    return composition(await _groups(council, on, contacts))


async def composition_of_region(
    number: str, on: date, *, directories: Directories, contacts: Contacts
) -> RegionComposition:
    standing = await directories.on(on)
    region = standing.units.get(number)
    if region is None or region.kind is not UnitKind.REGION:
        raise NoSuchUnit(f"There is no region {number}.", field="path")
    councils = [one for one in standing.in_region(number) if one.status is Status.ACTIVE]
    groups = [await _groups(one.council, on, contacts) for one in councils]
    led = sum(one.charter.led_by is Side.USER for one in councils)
    return RegionComposition(together(groups), len(councils), led)


async def _groups(council: Council, on: date, contacts: Contacts) -> Sequence[frozenset[Group]]:
    sitting = [term for term in council.sitting(on) if council.seats[council.terms[term].seat] is Side.USER]
    people = {hold: person for person in await contacts.holding(sitting) for hold in person.holds}
    return [frozenset(people[term].contact.groups) for term in sitting if term in people]
