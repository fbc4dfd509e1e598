"""What the forms of councils and units begin with, and what they offer to choose from."""

from dataclasses import dataclass
from typing import Final

from portal.application import placing
from portal.application.ports import Registry
from portal.application.reshaping import CHANGE_COUNCIL, CHANGE_UNIT, CLOSE_COUNCIL, CLOSE_UNIT, COUNT, Reshaping
from portal.application.structure import DIRECTORATE, OFFICE, REGION, CouncilCard, CouncilPage, Unit
from portal.application.wording import Wording

UNDER: Final = {OFFICE: REGION}


@dataclass(frozen=True)
class Offered:
    """What may be chosen: units and parents, and those who may come after."""

    units: tuple[Unit, ...] = ()
    parents: tuple[CouncilCard, ...] = ()
    councils: tuple[CouncilCard, ...] = ()


async def for_council(registry: Registry, token: str, council: CouncilPage, reshaping: Reshaping) -> Offered:
    if reshaping.action not in (CHANGE_COUNCIL, CLOSE_COUNCIL):
        return Offered()
    region = await placing.region_of(registry, token, tuple(unit.number for unit in council.units))
    if reshaping.action == CHANGE_COUNCIL:
        places = await placing.places(registry, token, level=council.level, region=region)
        return Offered(places.units, places.parents)
    near = await placing.councils(registry, token, level=council.level, region=region)
    return Offered(councils=tuple(one for one in near if one.id != council.id))


async def for_unit(registry: Registry, token: str, unit: Unit, reshaping: Reshaping) -> Offered:
    if reshaping.action == CHANGE_UNIT:
        return Offered(units=await placing.units(registry, token, kind=UNDER.get(unit.kind, DIRECTORATE)))
    if reshaping.action == CLOSE_UNIT:
        near = await placing.units(registry, token, kind=unit.kind, parent=unit.parent)
        return Offered(units=tuple(one for one in near if one.number != unit.number))
    return Offered()


def council_fields(council: CouncilPage, reshaping: Reshaping, wording: Wording) -> dict[str, list[str]]:
    """Begin with how the council is: what is left as it is stays so."""
    if reshaping.action == COUNT:
        day = council.counting.counts_from
        return {
            "counts_from": [wording.day(day)] if day else [],
            "quiet": ["yes"] if council.counting.quiet else [],
        }
    if reshaping.action != CHANGE_COUNCIL:
        return {}
    names = council.names
    return {
        "name_nb": [names.nb],
        "name_nn": [names.nn],
        "name_en": [names.en],
        "parent": [council.parent] if council.parent else [],
        "units": [unit.number for unit in council.units],
        "line": [council.line] if council.line else [],
        "language": [council.language],
        "led_by": [council.led_by],
    }


def unit_fields(unit: Unit, reshaping: Reshaping, _wording: Wording) -> dict[str, list[str]]:
    if reshaping.action != CHANGE_UNIT:
        return {}
    told = {"name": unit.name, "parent": unit.parent, "line": unit.line}
    return {name: [value] for name, value in told.items() if value}
