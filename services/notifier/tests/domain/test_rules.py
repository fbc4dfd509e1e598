from datetime import date, timedelta

import pytest

from councilkit.events.cases import RuleStatus
from notifier.domain.rules import AGAIN, ANNUAL_MEETING, MEETINGS_A_YEAR, RULES, bound_since
from notifier.testing.duties import at


def test_no_rule_is_more_than_a_proposal_until_somebody_adopts_it() -> None:
    assert {(rule.source, rule.status) for rule in RULES.values()} == {("S1-2018", RuleStatus.PROPOSED)}


@pytest.mark.parametrize(
    ("first", "owed"),
    [
        (date(2020, 5, 1), 4),
        (date(2026, 1, 1), 4),
        (date(2026, 1, 2), 3),
        (date(2026, 7, 1), 2),
        (date(2026, 8, 15), 1),
        (date(2026, 10, 2), 0),
        (date(2027, 1, 1), 0),
    ],
)
def test_a_council_founded_during_the_year_owes_a_meeting_for_each_quarter_that_is_left(first: date, owed: int) -> None:
    assert MEETINGS_A_YEAR.owed_from(first, 2026, None) == owed


def test_the_number_in_the_mandate_goes_before_the_number_of_the_rule() -> None:
    assert MEETINGS_A_YEAR.owed_from(date(2020, 1, 1), 2026, 2) == 2
    assert MEETINGS_A_YEAR.owed_from(date(2026, 4, 1), 2026, 2) == 2
    assert MEETINGS_A_YEAR.owed_from(date(2026, 10, 1), 2026, 6) == 1


@pytest.mark.parametrize(("first", "owed"), [(date(2026, 6, 30), 1), (date(2026, 7, 1), 0), (date(2019, 12, 1), 1)])
def test_the_annual_meeting_is_owed_by_those_who_count_from_before_july(first: date, owed: int) -> None:
    assert ANNUAL_MEETING.owed_from(first, 2026, None) == owed


def test_the_mandate_s_number_is_of_council_meetings_alone() -> None:
    assert ANNUAL_MEETING.owed_from(date(2020, 1, 1), 2026, 6) == 1


@pytest.mark.parametrize(("after", "since"), [(AGAIN, "first"), (AGAIN + timedelta(seconds=1), "now")])
def test_a_rule_that_is_adopted_again_soon_has_bound_all_along(after: timedelta, since: str) -> None:
    first, ended = at("2026-02-01"), at("2026-09-01")
    assert bound_since(ended + after, first, ended) == {"first": first, "now": ended + after}[since]


def test_a_rule_that_never_bound_binds_from_now() -> None:
    assert bound_since(at("2026-09-01"), None, None) == at("2026-09-01")
