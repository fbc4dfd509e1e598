from typing import TypeVar

import pytest

from council_registry.application.records import COUNCILS, HOLDINGS, MEETINGS, UNITS, Kind, Record
from council_registry.domain.meeting_life import Status
from council_registry.subscriptions import VIEWS
from councilkit.events.examples import example_items
from councilkit.events.publishers import FOLLOWS, told_by
from councilkit.events.story import MEETING, REGION_MEETING
from councilkit.inbox import Doc, View
from councilkit.testing.views import folded

S = TypeVar("S")


def test_we_follow_whom_the_published_contracts_say_and_wait_for_nothing_that_they_never_tell() -> None:
    assert set(FOLLOWS["council-registry"]) == set(VIEWS)
    for publisher, views in VIEWS.items():
        assert {event for view in views for event in view.folds} <= set(told_by(publisher).values())


@pytest.mark.parametrize(
    ("publisher", "view"),
    [pytest.param(publisher, view, id=view.name) for publisher, views in VIEWS.items() for view in views],
)
def test_every_curated_example_is_taken_in(publisher: str, view: View) -> None:
    items = [item for item in example_items() if item.source == publisher]
    assert {type(item.event()) for item in items} >= set(view.folds)
    assert folded(view, items)


def kept_of(kind: Kind[S]) -> dict[str, tuple[Doc, Record[S]]]:
    [view] = [view for view in VIEWS["council-registry"] if view.name == kind.view]
    items = [item for item in example_items() if item.source == "council-registry"]
    return {key: (doc, kind.read(doc)) for key, doc in folded(view, items).items()}


@pytest.mark.parametrize("kind", [UNITS, COUNCILS, MEETINGS, HOLDINGS], ids=lambda kind: kind.view)
def test_a_view_keeps_all_that_the_domain_knows(kind: Kind[S]) -> None:
    for key, (doc, record) in kept_of(kind).items():
        assert kind.doc(record.state) | {"_id": key, "sequence": record.sequence} == doc


def test_the_meetings_of_the_cases_in_the_examples_were_held() -> None:
    kept = kept_of(MEETINGS)
    assert {kept[meeting][1].state.status for meeting in (MEETING, REGION_MEETING)} == {Status.HELD}
