import itertools

import pytest

from council_registry.domain.levels import PARENT, UNITS, require_parent, require_units
from council_registry.domain.refusals import WrongLevel
from councilkit.events.councils import CouncilKind, Level, UnitKind


@pytest.mark.parametrize(("level", "parent"), list(PARENT.items()))
def test_a_council_stands_right_below_its_parent(level: Level, parent: Level | None) -> None:
    require_parent(level, parent)


@pytest.mark.parametrize(
    ("level", "parent"),
    [pair for pair in itertools.product(Level, [*Level, None]) if pair not in PARENT.items()],
)
def test_no_council_skips_a_level_or_stands_beside_its_parent(level: Level, parent: Level | None) -> None:
    with pytest.raises(WrongLevel) as refused:
        require_parent(level, parent)
    assert refused.value.field == "/parent"


@pytest.mark.parametrize(("kind", "level", "unit"), list(itertools.product(CouncilKind, Level, UnitKind)))
def test_a_council_belongs_to_units_of_its_level(kind: CouncilKind, level: Level, unit: UnitKind) -> None:
    if unit in UNITS.get((kind, level), ()):
        require_units(kind, level, [unit])
    else:
        with pytest.raises(WrongLevel):
            require_units(kind, level, [unit])


def test_there_is_no_line_council_at_a_local_office() -> None:
    with pytest.raises(WrongLevel) as refused:
        require_units(CouncilKind.LINE_COUNCIL, Level.LOCAL, [UnitKind.LOCAL_OFFICE])
    assert refused.value.field == "/level"


def test_one_wrong_unit_among_several_is_enough() -> None:
    with pytest.raises(WrongLevel) as refused:
        require_units(CouncilKind.USER_COUNCIL, Level.LOCAL, [UnitKind.LOCAL_OFFICE, UnitKind.REGION])
    assert refused.value.field == "/units"
