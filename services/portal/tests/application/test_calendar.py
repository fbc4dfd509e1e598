from datetime import date, datetime

import pytest

from councilkit.workdays import OSLO
from portal.application.calendar import Half, calendar, read_half
from portal.application.meetings import Meeting


def a_meeting(id: str, when: datetime, *councils: str, status: str = "planned") -> Meeting:
    given = {"type": "council_meeting", "form": "physical", "sequence": 1}
    return Meeting.model_validate(
        {"id": id, "councils": councils or ("lar",), "starts_at": when, "status": status, **given}
    )


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=OSLO)


@pytest.mark.parametrize(
    ("half", "first", "last", "before", "after"),
    [
        ("2027-1", date(2027, 1, 1), date(2027, 6, 30), "2026-2", "2027-2"),
        ("2026-2", date(2026, 7, 1), date(2026, 12, 31), "2026-1", "2027-1"),
    ],
)
def test_a_half_year_knows_its_days_and_its_neighbours(
    half: str, first: date, last: date, *, before: str, after: str
) -> None:
    found = read_half(half)
    assert found
    assert (found.first, found.last, str(found.before), str(found.after)) == (first, last, before, after)
    assert Half.of(first) == Half.of(last) == found


@pytest.mark.parametrize("text", ["", "2027", "2027-3", "27-1", "12027-1", "2027-1 "])
def test_what_is_no_half_year_is_none(text: str) -> None:
    assert read_half(text) is None


def test_a_meeting_stands_under_its_month_in_oslo() -> None:
    months = calendar(Half(2026, 2), [a_meeting("a", at(2026, 9, 1, 0, 30))], ())
    assert [len(month.entries) for month in months] == [0, 0, 1, 0, 0, 0]


def test_the_meetings_of_a_month_stand_in_order() -> None:
    late, early = a_meeting("late", at(2026, 9, 9, 12)), a_meeting("early", at(2026, 9, 9, 8), "rbu")
    months = calendar(Half(2026, 2), [late, early], ())
    assert [entry.meeting.id for entry in months[2].entries] == ["early", "late"]


@pytest.mark.parametrize(
    ("councils", "own", "noted"),
    [
        (("lar", "lar"), (), ["twice", "twice"]),
        (("lar", "rbu"), ("lar", "rbu"), ["several", "several"]),
        (("lar", "rbu"), ("lar",), []),
        (("lar", "rbu"), (), []),
    ],
)
def test_two_meetings_on_a_day_are_noted_for_those_whom_it_concerns(
    councils: tuple[str, str], own: tuple[str, ...], noted: list[str]
) -> None:
    meetings = [a_meeting(str(n), at(2026, 9, 9, 8 + n), council) for n, council in enumerate(councils)]
    entries = calendar(Half(2026, 2), meetings, own)[2].entries
    assert [note for entry in entries for note in entry.notes] == noted


def test_of_a_meeting_that_was_held_nothing_is_noted_any_more() -> None:
    meetings = [a_meeting("a", at(2026, 9, 9, 8), status="held"), a_meeting("b", at(2026, 9, 9, 9))]
    entries = calendar(Half(2026, 2), meetings, ())[2].entries
    assert [entry.notes for entry in entries] == [(), ("twice",)]


def test_a_cancelled_meeting_stands_in_nobodys_way() -> None:
    meetings = [a_meeting("a", at(2026, 12, 26, 8)), a_meeting("b", at(2026, 12, 26, 9), status="cancelled")]
    entries = calendar(Half(2026, 2), meetings, ("lar",))[5].entries
    assert [entry.notes for entry in entries] == [("weekend", "holiday", "christmas"), ()]
