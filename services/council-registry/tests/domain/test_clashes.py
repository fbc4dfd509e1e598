from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from council_registry.domain.clashes import ClashKind, clashes
from council_registry.domain.meeting import Meeting
from councilkit.events.meetings import MeetingForm, MeetingType

DAY = date(2027, 3, 4)
THEIRS = Meeting(
    "theirs", ("larvik",), MeetingType.COUNCIL_MEETING, MeetingForm.DIGITAL, datetime(2027, 3, 4, 9, tzinfo=UTC)
)


def kinds(day: date, **given: object) -> list[ClashKind]:
    asked = {"councils": {"horten"}, "meetings": [], "elsewhere": {}, "others": []} | given
    return [clash.kind for clash in clashes(day, **asked)]  # type: ignore[arg-type]


def test_nothing_stands_in_the_way_of_a_common_day() -> None:
    assert kinds(DAY, meetings=[THEIRS]) == []


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2027, 3, 6), [ClashKind.WEEKEND]),
        (date(2027, 5, 17), [ClashKind.HOLIDAY]),
        (date(2027, 7, 14), [ClashKind.SUMMER]),
        (date(2027, 12, 28), [ClashKind.CHRISTMAS]),
        (date(2027, 12, 25), [ClashKind.WEEKEND, ClashKind.HOLIDAY, ClashKind.CHRISTMAS]),
    ],
)
def test_days_when_nobody_is_at_work_are_told(day: date, why: list[ClashKind]) -> None:
    assert kinds(day) == why


def test_another_date_of_the_series_is_told() -> None:
    assert kinds(DAY, others=[DAY]) == [ClashKind.SAME_SERIES]


def test_a_council_that_meets_that_day_is_told_with_its_meeting() -> None:
    [clash] = clashes(DAY, councils={"larvik"}, meetings=[THEIRS], elsewhere={}, others=[])
    assert (clash.kind, clash.council, clash.meeting) == (ClashKind.SAME_COUNCIL, "larvik", "theirs")


def test_people_who_sit_elsewhere_too_are_told_by_their_roles() -> None:
    [clash] = clashes(DAY, councils={"horten"}, meetings=[THEIRS], elsewhere={"larvik": ("leader",)}, others=[])
    assert (clash.kind, clash.council, clash.meeting) == (ClashKind.SAME_PEOPLE, "larvik", "theirs")
    assert clash.roles == ("leader",)


def test_the_day_is_the_day_in_oslo() -> None:
    late = replace(THEIRS, starts_at=datetime(2027, 3, 4, 23, 30, tzinfo=UTC))
    assert kinds(DAY, councils={"larvik"}, meetings=[late]) == []
    assert kinds(date(2027, 3, 5), councils={"larvik"}, meetings=[late]) == [ClashKind.SAME_COUNCIL]
