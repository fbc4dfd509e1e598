"""The judge reckons by itself what becomes of units and councils, and comes to what the service keeps."""

import pytest

from council_registry.subscriptions import NAME
from council_registry.subscriptions import VIEWS as KEPT
from councilkit.events.examples import example_items
from councilkit.testing.views import folded
from judge.kinds import VIEWS
from judge.structure import is_told_on_its_day
from judge.world import REGISTRY, Event
from true_world import entry_of

TOLD = [item for item in example_items() if item.source == NAME]
STRUCTURE = ("units", "councils", "mandates", "nominations", "organisations")


@pytest.mark.parametrize("name", STRUCTURE)
def test_the_judge_comes_to_what_the_registry_keeps(name: str) -> None:
    [view] = [view for view in VIEWS[REGISTRY] if view.name == name]
    [kept] = [view for view in KEPT[NAME] if view.name == name]
    events = [event for event in map(Event, map(entry_of, TOLD)) if event.kind in view.kinds]
    for key, document in folded(kept, TOLD).items():
        mine = [event for event in events if view.key(event) == key]
        assert {"_id": key, "sequence": mine[-1].sequence, **view.tell(mine)} == document


@pytest.mark.parametrize(
    ("type_", "command", "right"),
    [
        ("raadslag.council.closed.v1", "due/change/council-1/2027-07-01", True),
        ("raadslag.unit.changed.v1", "due/change/council-1/2027-07-01", True),
        ("raadslag.council.closed.v1", "due/change/council-1/2027-07-02", False),
        ("raadslag.council.closed.v1", "due/change/council-2/2027-07-01", False),
        ("raadslag.council.rested.v1", "due/change/council-1/2027-07-01", False),
    ],
)
def test_what_is_told_on_its_day_bears_the_name_of_that_day(type_: str, command: str, *, right: bool) -> None:
    entry = {"type": type_, "stream": "council-1", "command_id": command}
    assert is_told_on_its_day(entry, "2027-07-01") is right
