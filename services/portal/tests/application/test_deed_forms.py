import pytest

from portal.application.deed_forms import body, checked
from portal.application.deeds import BY_ACTION
from portal.application.forms import Form


def a_form(**written: str | list[str]) -> Form:
    return Form("k", {name: value if isinstance(value, list) else [value] for name, value in written.items()})


def test_what_may_be_empty_and_is_is_left_out() -> None:
    assert body(a_form(outcome="hop", opinion=""), BY_ACTION["treat_case"]) == {"outcome": "hop"}


@pytest.mark.parametrize(("written", "sent"), [("", {}), ("26/117", {"our_ref": "26/117"})])
def test_the_reference_of_an_answer_is_sent_when_there_is_one(written: str, sent: dict[str, str]) -> None:
    form = a_form(until="1. februar 2027", short="Snart.", our_ref=written)
    assert body(form, BY_ACTION["delay_answer"]) == {"until": "2027-02-01", "short": "Snart.", **sent}


def test_days_are_read_as_people_write_them() -> None:
    assert body(a_form(taken_up="3. desember 2026"), BY_ACTION["schedule_case"]) == {"on": "2026-12-03"}


def test_a_tick_is_a_yes_and_its_absence_says_nothing() -> None:
    deed = BY_ACTION["postpone_case"]
    written = {"until": "3.12.2026", "reason": "Syk"}
    assert body(a_form(**written, seen_often="yes"), deed)["seen"] is True
    assert "seen" not in body(a_form(**written), deed)


def test_each_unit_that_is_also_asked_is_named_with_its_part() -> None:
    form = a_form(unit="5303", text="Råd", also_line=["9000"], also_owner=["3800"])
    assert body(form, BY_ACTION["make_statement"])["also"] == [
        {"unit": "9000", "part": "line"},
        {"unit": "3800", "part": "owner"},
    ]


def test_what_is_empty_and_what_cannot_be_read_are_marked() -> None:
    found = checked(a_form(until="snart", reason=" "), BY_ACTION["postpone_case"])
    assert found.errors == {"reason": "missing", "until": "day-unreadable"}
