from datetime import date

import pytest

from portal.application.days import UNREADABLE, checked, iso, shown
from portal.application.forms import Form


def test_a_page_without_a_day_tells_of_today() -> None:
    asked = shown("")
    assert (asked.day, asked.form.wrong) == (None, False)


def test_a_page_tells_of_the_day_that_was_asked_for() -> None:
    assert shown("1. januar 2025").day == date(2025, 1, 1)


@pytest.mark.parametrize("text", ["snart", "1.1.1999", "2.1.2100", "31.2.2026"])
def test_a_day_that_nobody_can_mean_shows_today_and_says_so(text: str) -> None:
    asked = shown(text)
    assert (asked.day, asked.form.errors, asked.form.value("on")) == (None, {"on": UNREADABLE}, text)


def test_a_day_is_sent_as_the_registry_reads_it() -> None:
    assert (iso("3/12-26"), iso("")) == ("2026-12-03", None)


def test_a_form_names_every_day_that_cannot_be_read_and_every_field_that_is_empty() -> None:
    form = checked(Form("k", {"starts": ["snart"], "ends": [""]}), ("starts", "status"), ("starts", "ends"))
    assert form.errors == {"status": "missing", "starts": UNREADABLE}
