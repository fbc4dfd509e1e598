from datetime import UTC, date, datetime

import pytest

from case_flow.domain import deadlines
from case_flow.domain.deadlines import (
    ANSWER,
    DEADLINES,
    LOCAL_ANSWER,
    RECEIVE,
    REGIONAL_ANSWER,
    SET_BY_HAND,
    Agreed,
    Deadline,
)
from councilkit.events.cases import Due, RuleStatus
from councilkit.events.councils import UnitKind

TUESDAY = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)


def test_a_council_has_ten_workdays_to_receive_or_return() -> None:
    assert RECEIVE.counted_from(TUESDAY).on == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("kind", "on"),
    [
        pytest.param(UnitKind.LOCAL_OFFICE, date(2027, 1, 4), id="six weeks end at Christmas, so it is January"),
        pytest.param(UnitKind.REGION, date(2027, 1, 12), id="eight weeks"),
        pytest.param(UnitKind.LINE_UNIT, date(2027, 2, 9), id="twelve weeks"),
        pytest.param(UnitKind.DIRECTORATE, date(2027, 2, 9), id="twelve weeks as well"),
    ],
)
def test_a_unit_has_time_to_answer_by_its_kind(kind: UnitKind, on: date) -> None:
    assert ANSWER[kind].counted_from(TUESDAY).on == on


def test_days_are_counted_from_the_day_it_is_in_oslo() -> None:
    late_in_the_evening_utc = datetime(2026, 11, 16, 23, 30, tzinfo=UTC)
    assert RECEIVE.counted_from(late_in_the_evening_utc) == RECEIVE.counted_from(TUESDAY)


@pytest.mark.parametrize("deadline", [one for one in DEADLINES.values() if one is not SET_BY_HAND])
def test_a_date_that_no_mandate_names_is_only_proposed_and_says_by_whom(deadline: Deadline) -> None:
    assert (deadline.counted_from(TUESDAY).status, deadline.source) == ("proposed", "raadslag-2026")


def test_what_a_mandate_says_counts_and_is_as_binding_as_it_is_there() -> None:
    numbers = {"receive_workdays": Agreed(5, RuleStatus.AGREED), "answer_local_weeks": Agreed(4, RuleStatus.ADOPTED)}
    five_days = Due(on=date(2026, 11, 24), rule="receive", status=RuleStatus.AGREED, since=TUESDAY.date())
    four_weeks = Due(on=date(2026, 12, 15), rule="answer-local", status=RuleStatus.ADOPTED, since=TUESDAY.date())
    assert RECEIVE.counted_from(TUESDAY, numbers) == five_days
    assert LOCAL_ANSWER.counted_from(TUESDAY, numbers) == four_weeks
    assert REGIONAL_ANSWER.counted_from(TUESDAY, numbers) == REGIONAL_ANSWER.counted_from(TUESDAY)


def test_a_disputed_answer_is_given_the_same_time_again() -> None:
    first = Due(on=date(2026, 1, 1), rule="answer-region", status=RuleStatus.PROPOSED)
    assert deadlines.again(first, TUESDAY, by=UnitKind.LOCAL_OFFICE) == REGIONAL_ANSWER.counted_from(TUESDAY)


def test_after_a_day_that_was_chosen_a_disputed_answer_has_the_time_that_such_a_unit_has() -> None:
    first = deadlines.chosen(date(2026, 12, 24), TUESDAY)
    assert (first.on, first.status) == (date(2026, 12, 24), "agreed")
    assert deadlines.again(first, TUESDAY, by=UnitKind.LOCAL_OFFICE) == LOCAL_ANSWER.counted_from(TUESDAY)
