from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from council_registry.application.meetings.read_meeting import names_of
from council_registry.application.ports import ReadTexts
from council_registry.application.records import COUNCILS, OWN_TYPES, UNITS, Records
from council_registry.application.structure.places import place_of
from council_registry.domain.council import Council
from council_registry.domain.own_type import OwnType
from council_registry.domain.policy import Action, Place
from council_registry.domain.unit import Unit
from councilkit.events.councils import UnitKind

MANY = 1000


@dataclass(frozen=True)
class Named:
    own_type: OwnType
    name: str | None
    place: Place

    @property
    def possible(self) -> list[Action]:
        return [] if self.own_type.dropped else [Action.DROP_MEETING_TYPE]


async def list_meeting_types(
    council: str | None, unit: str | None = None, *, records: Records, texts: ReadTexts
) -> Sequence[Named]:
    """Tell the types that a council has, its region's among them, or a region's own, or all; never dropped ones."""
    types = [one.state for one in await records.find(OWN_TYPES, {"dropped": False}, limit=MANY)]
    councils = await records.all_of(COUNCILS, {council or "", *(one.council or "" for one in types)})
    numbers = {number for one in councils.values() for number in one.charter.units}
    units = await records.all_of(UNITS, numbers | {one.unit or "" for one in types})
    places = {one.id: _place(one, councils, units) for one in types}
    names = await names_of(types, texts=texts)
    regions = _regions(councils[council], units) if council in councils else frozenset[str | None]()
    return [
        Named(one, names[one.id], places[one.id])
        for one in types
        if council is None or one.council == council or one.unit in regions
        if unit is None or one.unit == unit
    ]


async def where_made(council: str | None, unit: str | None, *, records: Records) -> Place:
    """Tell where a type would lie that were made for this council, or for this region; other units have none."""
    councils = await records.all_of(COUNCILS, [council] if council else [])
    numbers = {number for one in councils.values() for number in one.charter.units}
    units = await records.all_of(UNITS, numbers | ({unit} if unit else set()))
    regions = {number: one for number, one in units.items() if number in numbers or one.kind is UnitKind.REGION}
    return _place(OwnType("", council, unit), councils, regions)


def _place(own_type: OwnType, councils: Mapping[str, Council], units: Mapping[str, Unit]) -> Place:
    council = councils.get(own_type.council or "")
    numbers = council.charter.units if council else [own_type.unit or ""]
    found = [units[number] for number in numbers if number in units]
    return place_of(found, *([council.id] if council else []))


def _regions(council: Council, units: Mapping[str, Unit]) -> frozenset[str | None]:
    return place_of([units[number] for number in council.charter.units if number in units]).regions
