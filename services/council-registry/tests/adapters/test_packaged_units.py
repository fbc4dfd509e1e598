from collections import Counter

import pytest

from council_registry.adapters.packaged_units import packaged_units
from councilkit.events.councils import UnitKind
from councilkit.refusals import UnknownReference

EDITION = "2026-08"


def test_the_list_has_the_directorate_its_lines_its_regions_and_their_offices() -> None:
    kinds = Counter(unit.kind for unit in packaged_units(EDITION))
    assert kinds == {
        UnitKind.LOCAL_OFFICE: 255,
        UnitKind.REGION: 12,
        UnitKind.LINE_UNIT: 3,
        UnitKind.DIRECTORATE: 1,
    }


def test_every_office_lies_in_a_region_and_all_else_below_the_directorate() -> None:
    units = {unit.number: unit for unit in packaged_units(EDITION)}
    above = {unit.kind: set[str | None]() for unit in units.values()}
    for unit in units.values():
        above[unit.kind].add(units[unit.parent].kind if unit.parent else None)
    assert above == {
        UnitKind.LOCAL_OFFICE: {UnitKind.REGION},
        UnitKind.REGION: {UnitKind.DIRECTORATE},
        UnitKind.LINE_UNIT: {UnitKind.DIRECTORATE},
        UnitKind.DIRECTORATE: {None},
    }


def test_an_edition_that_we_do_not_have_is_refused() -> None:
    with pytest.raises(UnknownReference) as refused:
        packaged_units("1999-01")
    assert refused.value.field == "/edition"
