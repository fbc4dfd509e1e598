import pytest

from councilkit.events.examples import example_items
from councilkit.events.publishers import FOLLOWS, told_by
from councilkit.events.registry_story import EAST
from councilkit.inbox import View
from councilkit.testing.views import folded
from notifier.subscriptions import CASES, NAME, RULES, SHEETS, VIEWS


def test_we_follow_whom_the_published_contracts_say_and_wait_for_nothing_that_they_never_tell() -> None:
    assert set(FOLLOWS[NAME]) == set(VIEWS)
    for publisher, views in VIEWS.items():
        assert {event for view in views for event in view.folds} <= set(told_by(publisher).values())


def test_every_event_of_ours_is_in_a_view() -> None:
    assert {event for view in VIEWS[NAME] for event in view.folds} == set(told_by(NAME).values())


@pytest.mark.parametrize(
    ("publisher", "view"),
    [pytest.param(publisher, view, id=view.name) for publisher, views in VIEWS.items() for view in views],
)
def test_every_curated_example_is_taken_in(publisher: str, view: View) -> None:
    items = [item for item in example_items() if item.source == publisher]
    assert {type(item.event()) for item in items} >= set(view.folds)
    assert folded(view, items)


def test_a_rule_is_adopted_until_it_is_withdrawn() -> None:
    items = [item for item in example_items() if item.source == NAME]
    rules = {rule: doc["adopted"] for rule, doc in folded(RULES, items).items()}
    assert rules == {"annual-meeting": items[0].at.isoformat(), "meetings-a-year": None}


def test_a_council_s_sheet_holds_its_settings_and_its_alerts() -> None:
    items = [item for item in example_items() if item.source == NAME]
    sheet, closed = folded(SHEETS, items).values()
    assert (closed["closed"], closed["successor"]) == ("2027-07-01", EAST)
    assert (sheet["meetings_a_year"], list(sheet["agreed"])) == (3, ["meetings-a-year"])
    assert [(alert["rule"], alert["step"]) for alert in sheet["alerts"]] == [("annual-meeting", "book-autumn")]


def test_the_latest_answer_of_each_case_is_known() -> None:
    items = [item for item in example_items() if item.source == "case-flow"]
    answers = {item.stream: item.id for item in items if item.type == "raadslag.case.answer-given.v1"}
    told = {f"case-{case}": doc["answer"] for case, doc in folded(CASES, items).items() if doc["answer"]}
    assert told == answers


def test_nothing_of_a_case_is_kept_before_its_beginning_is_told() -> None:
    items = [item for item in example_items() if item.source == "case-flow" and item.sequence > 1]
    assert all("told" not in doc for doc in folded(CASES, items).values())
