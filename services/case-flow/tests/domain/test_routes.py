import pytest

from case_flow.domain.refusals import NoSuchRoute
from case_flow.domain.routes import Routes
from case_flow.testing.places import BENEFITS, CENTRE, HARBOUR, OTHER_REGION, PLACES, REGION, VALLEY, YOUTH, Place

ROUTES = Routes({place.id: place.council for place in PLACES})


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
        pytest.param(REGION, OTHER_REGION, id="a region to another region"),
        pytest.param(CENTRE, OTHER_REGION, id="the centre to a region that the case has not passed"),
        pytest.param(REGION, REGION, id="a council to itself"),
    ],
)
def test_no_route_leads_from(sender: Place, to: Place) -> None:
    with pytest.raises(NoSuchRoute) as refused:
        ROUTES.require(sender.id, to.id, [HARBOUR.id, REGION.id])
    assert refused.value.field == "/to"


@pytest.mark.parametrize(("sender", "to"), [(HARBOUR, CENTRE), (HARBOUR, VALLEY), (CENTRE, HARBOUR)])
def test_nobody_skips_a_level(sender: Place, to: Place) -> None:
    with pytest.raises(WrongLevel, match=f"A {sender.level} council .* {to.level} one"):
        ROUTES.require(sender.id, to.id, [HARBOUR.id, REGION.id, CENTRE.id])


def test_a_case_that_moved_on_while_somebody_asked_finds_no_route() -> None:
    with pytest.raises(NoSuchRoute, match="moved on"):
        Routes({REGION.id: REGION.council}).require(HARBOUR.id, REGION.id, [])
