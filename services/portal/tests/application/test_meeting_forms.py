from datetime import UTC, date, datetime

import pytest

from portal.adapters.catalogues import wordings
from portal.application import planning
from portal.application.forms import Form
from portal.application.meeting_deeds import MEETING_DEEDS
from portal.application.meeting_forms import as_arranged, as_timed, times, with_times
from portal.application.meetings import Meeting

NB = wordings()["nb"]
MEETING = Meeting(
    id="m",
    councils=("lar",),
    type="council_meeting",
    form="hybrid",
    access=("parking",),
    starts_at=datetime(2026, 12, 3, 13, tzinfo=UTC),
    ends_at=datetime(2026, 12, 3, 14, 30, tzinfo=UTC),
    status="planned",
    place="Rom 2",
    sequence=1,
)


def a_form(**values: str | list[str]) -> Form:
    return Form("k", {name: value if isinstance(value, list) else [value] for name, value in values.items()})


def test_a_form_that_is_filled_with_what_holds_says_the_same_again() -> None:
    form = Form("k", as_timed(MEETING, NB, date(2026, 11, 22)))
    assert not with_times(form).wrong
    told = {name: datetime.fromisoformat(moment) for name, moment in times(form).items()}
    assert told == {"starts_at": MEETING.starts_at, "ends_at": MEETING.ends_at}


def test_how_people_meet_is_spelt_out_whole() -> None:
    (deed,) = [one for one in MEETING_DEEDS if one.verb == "arrange"]
    form = Form("k", as_arranged(MEETING, NB, date(2026, 11, 22)))
    assert deed.body(form) == {
        "form": "hybrid",
        "access": ["parking"],
        "place": "Rom 2",
        "link": None,
        "dial_in": None,
        "info": None,
    }


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ({"day": "3.12.2026", "time": "14"}, {}),
        ({"day": "3.12.2026", "time": "14", "ends": "15.30"}, {}),
        ({"day": "3.12.2026", "time": "14", "ends": "14.00"}, {"ends": "ends-before-start"}),
        ({"day": "3.12.2026", "time": "14", "ends": "snart"}, {"ends": "time-unreadable"}),
        ({"day": "32.12.2026", "time": "25"}, {"day": "day-unreadable", "time": "time-unreadable"}),
        ({}, {"day": "missing", "time": "missing"}),
    ],
)
def test_a_time_is_marked_where_it_cannot_be_read(written: dict[str, str], wrong: dict[str, str]) -> None:
    assert with_times(a_form(**written)).errors == wrong


def test_only_filled_rows_of_a_series_become_dates() -> None:
    form = a_form(**{"day-1": "4.2.2027", "day-2": "", "day-3": "1.7.2027", "time": "13", "form": "digital"})
    dates = planning.series("lar", form)["dates"]
    assert [one["starts_at"] for one in dates] == ["2027-02-04T12:00:00+00:00", "2027-07-01T11:00:00+00:00"]


def test_a_series_is_shown_on_the_plan_of_its_first_day() -> None:
    assert planning.page_of(a_form(**{"day-1": "1.7.2027", "day-2": "4.2.2027"})) == "/moter/2027-1"


@pytest.mark.parametrize(("asked", "rows"), [("", 6), ("10", 10), ("3", 6), ("99", 40), ("9" * 5000, 6), ("²", 6)])
def test_there_are_as_many_rows_as_are_needed_and_no_more_than_can_be_planned(asked: str, rows: int) -> None:
    assert len(planning.rows(a_form(rows=asked))) == rows


def test_what_was_looked_at_is_told_by_its_times() -> None:
    form = a_form(**{"day-1": "4.2.2027", "time": "13"})
    assert planning.as_looked_at(form) == planning.as_looked_at(form.naming({"place": ["Rom 2"]}))
    assert planning.as_looked_at(form) != planning.as_looked_at(form.naming({"time": ["14"]}))


def test_a_plan_tells_no_more_than_was_written() -> None:
    form = a_form(day="3.12.2026", time="14", form="digital", type="own:t1", place="", link="https://m.example.no/1")
    assert planning.body("lar", form) == {
        "councils": ["lar"],
        "type": "other",
        "own_type": "t1",
        "form": "digital",
        "link": "https://m.example.no/1",
        "starts_at": "2026-12-03T13:00:00+00:00",
        "ends_at": None,
    }
