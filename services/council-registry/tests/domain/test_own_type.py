import pytest

from council_registry.domain.meeting_refusals import CouncilOrRegion, WrongMeetingType
from council_registry.domain.own_type import OwnType, evolve
from council_registry.domain.unit import Unit
from councilkit.events.councils import UnitKind

COUNCILS_OWN = OwnType("evening", council="horten")
REGIONS_OWN = OwnType("evening", unit="0800")


@pytest.mark.parametrize("own_type", [COUNCILS_OWN, REGIONS_OWN])
def test_a_type_is_what_its_event_tells(own_type: OwnType) -> None:
    assert evolve(None, own_type.made()) == own_type


@pytest.mark.parametrize("own_type", [OwnType("evening"), OwnType("evening", "horten", "0800")])
def test_a_type_is_a_councils_or_a_regions(own_type: OwnType) -> None:
    with pytest.raises(CouncilOrRegion) as refused:
        own_type.made()
    assert refused.value.field == "/council"


def test_no_office_has_types_of_its_own() -> None:
    REGIONS_OWN.require_region(Unit("0800", "Nav Vestfold og Telemark", UnitKind.REGION))
    with pytest.raises(CouncilOrRegion):
        REGIONS_OWN.require_region(Unit("0701", "Nav Horten", UnitKind.LOCAL_OFFICE, "0800"))


def test_a_type_is_for_its_council_or_for_those_in_its_region() -> None:
    COUNCILS_OWN.require_for(["horten"], ["0800"])
    REGIONS_OWN.require_for(["horten"], ["0800"])
    for own_type in (COUNCILS_OWN, REGIONS_OWN):
        with pytest.raises(WrongMeetingType) as refused:
            own_type.require_for(["oslo"], ["0300"])
        assert refused.value.field == "/own_type"


def test_nothing_is_planned_of_a_type_that_was_dropped() -> None:
    dropped = evolve(COUNCILS_OWN, COUNCILS_OWN.drop())
    with pytest.raises(WrongMeetingType):
        dropped.require_for(["horten"], ["0800"])
    with pytest.raises(WrongMeetingType):
        dropped.drop()
