"""Planning a meeting: reading the day and the time as they were typed."""

from typing import Any, Final

from portal.application.forms import Form
from portal.application.moments import read_day, read_moment

PLAN: Final = "plan_meeting"
ASKS: Final = ("day", "time", "form", "type")
_ANY_DAY: Final = "2000-01-01"


def checked(form: Form) -> Form:
    """Mark what is empty, and a day or time that cannot be read."""
    errors = dict(form.missing(ASKS).errors)
    if "day" not in errors and read_day(form.value("day")) is None:
        errors["day"] = "day-unreadable"
    if "time" not in errors and _moment(_ANY_DAY, form.value("time")) is None:
        errors["time"] = "time-unreadable"
    return form.with_errors(errors)


def body(council: str, form: Form) -> dict[str, Any]:
    """Spell the meeting as the registry reads it."""
    starts_at = _moment(form.value("day"), form.value("time"))
    return {"councils": [council], "type": form.value("type"), "form": form.value("form"), "starts_at": starts_at}


def _moment(day: str, time: str) -> str | None:
    read = read_day(day)
    moment = read_moment(read, time) if read else None
    return moment.isoformat() if moment else None
