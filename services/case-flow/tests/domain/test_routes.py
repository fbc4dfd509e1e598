from dataclasses import replace

import pytest

from case_flow.domain.refusals import NoMore, NoSuchRoute
from case_flow.domain.routes import Routes
from case_flow.testing.places import BENEFITS, CENTRE, HARBOUR, OTHER_REGION, PLACES, REGION, VALLEY, YOUTH, Place
from councilkit.events.councils import Level

FAR = Place("far", Level.LOCAL, parent=OTHER_REGION.id)
IN_THE_REGION = dict.fromkeys((HARBOUR.id, VALLEY.id, YOUTH.id), REGION.id)
REGIONS = IN_THE_REGION | {FAR.id: OTHER_REGION.id}
ROUTES = Routes({place.id: place.council for place in (*PLACES, FAR)}, REGIONS)


@pytest.mark.parametrize(
    ("sender", "to", "path"),
    [
        pytest.param(HARBOUR, REGION, [HARBOUR], id="a local council to its own region"),
        pytest.param(YOUTH, REGION, [YOUTH], id="a youth council to the council beside it"),
        pytest.param(REGION, CENTRE, [HARBOUR, REGION], id="a region to the centre"),
        pytest.param(REGION, BENEFITS, [HARBOUR, REGION], id="a region to a line council at the centre"),
        pytest.param(REGION, VALLEY, [HARBOUR, REGION], id="a region down to a council of its own"),
        pytest.param(REGION, HARBOUR, [HARBOUR, REGION], id="a region back to where the case came from"),
        pytest.param(CENTRE, REGION, [HARBOUR, REGION, CENTRE], id="the centre back to the region it came through"),
    ],
)
def test_a_case_may_be_sent_from(sender: Place, to: Place, path: list[Place]) -> None:
    ROUTES.require(sender.id, to.id, [place.id for place in path])


@pytest.mark.parametrize(
    ("sender", "to"),
    [
        pytest.param(HARBOUR, OTHER_REGION, id="a local council to another region"),
        pytest.param(OTHER_REGION, VALLEY, id="a region to a local council of another one"),
        pytest.param(HARBOUR, FAR, id="a local council to one of another region"),
        pytest.param(YOUTH, FAR, id="a youth council to a local council of another region"),
        pytest.param(CENTRE, OTHER_REGION, id="the centre to a region that the case has not passed"),
        pytest.param(REGION, REGION, id="a council to itself"),
    ],
)
def test_no_route_leads_from(sender: Place, to: Place) -> None:
    with pytest.raises(NoSuchRoute) as refused:
        ROUTES.require(sender.id, to.id, [HARBOUR.id, REGION.id])
    assert refused.value.field == "/to"


@pytest.mark.parametrize(
    ("sender", "to", "copied"),
    [
        pytest.param(HARBOUR, CENTRE, [REGION], id="past its region"),
        pytest.param(CENTRE, HARBOUR, [REGION], id="past theirs"),
        pytest.param(HARBOUR, VALLEY, [REGION], id="beside it"),
        pytest.param(HARBOUR, YOUTH, [REGION], id="to the youth council of its region"),
        pytest.param(YOUTH, HARBOUR, [REGION], id="from the youth council of its region"),
        pytest.param(YOUTH, CENTRE, [REGION], id="from the youth council of its region up"),
        pytest.param(HARBOUR, REGION, [], id="up"),
        pytest.param(REGION, HARBOUR, [], id="down"),
        pytest.param(REGION, OTHER_REGION, [], id="from region to region"),
        pytest.param(CENTRE, BENEFITS, [], id="from the centre to a line council"),
    ],
)
def test_no_level_is_skipped_without_its_hearing_of_it(sender: Place, to: Place, copied: list[Place]) -> None:
    assert ROUTES.require(sender.id, to.id, [sender.id]) == tuple(place.id for place in copied)


def test_nobody_sends_a_case_to_a_council_that_is_no_more() -> None:
    gone = replace(REGION.council, closed=True)
    with pytest.raises(NoMore):
        Routes({HARBOUR.id: HARBOUR.council, REGION.id: gone}, REGIONS).require(HARBOUR.id, REGION.id, [])


def test_a_case_that_moved_on_while_somebody_asked_finds_no_route() -> None:
    with pytest.raises(NoSuchRoute, match="moved on"):
        Routes({REGION.id: REGION.council}, REGIONS).require(HARBOUR.id, REGION.id, [])
