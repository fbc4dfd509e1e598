"""The days that forms ask for, and the day that a page is shown for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from portal.application.forms import Form
from portal.application.moments import read_day

FIRST: Final = date(2000, 1, 1)  # what the registry takes
LAST: Final = date(2100, 1, 1)
UNREADABLE: Final = "day-unreadable"


@dataclass(frozen=True)
class Shown:
    """The day that a page tells of, and the field in which it was asked for; no day is today."""

    day: date | None = None
    form: Form = field(default_factory=lambda: Form(""))


def shown(text: str) -> Shown:
    """Read the day that somebody asked for; one that cannot be read shows today, and says so."""
    day = a_day(text)
    form = Form("", {"on": [text]})
    return Shown(day, form if day or not text.strip() else form.with_errors({"on": UNREADABLE}))


def a_day(text: str) -> date | None:
    day = read_day(text)
    return day if day and FIRST <= day <= LAST else None


def iso(text: str) -> str | None:
    day = a_day(text)
    return day.isoformat() if day else None


def checked(form: Form, required: Iterable[str], days: Iterable[str]) -> Form:
    """Mark what is empty, and days that cannot be read."""
    errors = dict(form.missing(required).errors)
    unreadable = (name for name in days if form.value(name).strip() and a_day(form.value(name)) is None)
    return form.with_errors(errors | dict.fromkeys(unreadable, UNREADABLE))
