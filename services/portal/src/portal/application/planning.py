"""Planning meetings, one or a half-year's: reading days and times as they were typed, and spelling them out."""

from collections.abc import Sequence
from typing import Any, Final

from portal.application.calendar import Half
from portal.application.forms import Form
from portal.application.meeting_forms import ARRANGED, arranged, span, times, with_times, wrong_link, wrong_times
from portal.application.meetings import JOINT, OTHER
from portal.application.moments import read_day

PLAN, SERIES = "plan_meeting", "plan_series"
ASKS: Final = ("day", "time", "ends", "type", "with", *ARRANGED)
SERIES_ASKS: Final = ("time", "ends", "type", "with", *ARRANGED)
OWN: Final = "own:"
"""Stands before the id of a type that a council or region made, where it is chosen among all types."""
ROWS, MORE_ROWS, MOST_ROWS = 6, 4, 40


def checked(form: Form) -> Form:
    """Mark what is empty or cannot be read in the plan of one meeting."""
    missing = form.missing(("day", "time", "form", "type")).errors
    return form.with_errors({**missing, **with_times(form).errors, **_unfit(form)})


def body(council: str, form: Form) -> dict[str, Any]:
    """Spell the meeting as the registry reads it."""
    return _planned(council, form) | times(form)


def checked_series(form: Form) -> Form:
    """Mark the same in a series: its days stand in rows, of which empty ones do not count."""
    errors = {**form.missing(("time", "form", "type")).errors, **wrong_times(form), **_unfit(form)}
    rows = filled(form)
    errors |= {name: "day-unreadable" for name in rows if read_day(form.value(name)) is None}
    return form.with_errors(errors if rows else {"day-1": "no-days", **errors})


def series(council: str, form: Form) -> dict[str, Any]:
    days = (read_day(form.value(name)) for name in filled(form))
    return _planned(council, form) | {"dates": [span(day, form) for day in days if day]}


def rows(form: Form) -> list[str]:
    """Name the rows for days: always a few, and as many as are written or were asked for."""
    wanted = form.value("rows")
    asked = min(int(wanted), MOST_ROWS) if wanted.isascii() and wanted.isdigit() and len(wanted) <= len("40") else ROWS
    return [f"day-{number}" for number in range(1, max(asked, ROWS) + 1)]


def filled(form: Form) -> list[str]:
    return [name for name in rows(form) if form.value(name).strip()]


def as_looked_at(form: Form) -> str:
    """Say in one line which times the form stands for, to know whether they have been looked at."""
    return "|".join(form.value(name) for name in ("time", "ends", *filled(form)))


def page_of(form: Form) -> str:
    """Name the plan of the half-year in which the first day of the series lies."""
    days = [day for name in filled(form) if (day := read_day(form.value(name)))]
    return f"/moter/{Half.of(min(days))}"


def _planned(council: str, form: Form) -> dict[str, Any]:
    chosen = form.value("type")
    own = {"type": OTHER, "own_type": chosen.removeprefix(OWN)} if chosen.startswith(OWN) else {"type": chosen}
    sign_up = {"sign_up": True} if form.has("sign_up", "yes") else {}
    return {"councils": [council, *_others(council, form)], **own, **sign_up, **_arrangement(form)}


def _arrangement(form: Form) -> dict[str, Any]:
    return {name: value for name, value in arranged(form).items() if value}


def _others(council: str, form: Form) -> Sequence[str]:
    return [other for other in form.values.get("with", ()) if other != council]


def _unfit(form: Form) -> dict[str, str]:
    """Mark a link that is none, and a joint meeting of one council alone."""
    alone = form.value("type") == JOINT and not form.values.get("with")
    return wrong_link(form) | ({"with": "missing"} if alone else {})
