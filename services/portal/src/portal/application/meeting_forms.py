"""The forms about a meeting: what stands in them to begin with, what is wrong in them, and what the registry reads."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from portal.application.forms import Form
from portal.application.meetings import Meeting
from portal.application.moments import read_day, read_moment
from portal.application.wording import Wording, in_oslo

Values = dict[str, list[str]]

CAME: Final = ("attended",)
CORRECTED: Final = ("attended", "reason")
SENT: Final = ("on",)
TIMES: Final = ("day", "time", "ends")
WHY: Final = ("reason",)
TEXTS: Final = ("place", "link", "dial_in", "info")
ARRANGED: Final = ("form", "access", *TEXTS)
PLACES: Final[Mapping[str, str]] = {"starts_at": "day", "ends_at": "ends"}
"""Where the form asks for what the registry calls otherwise."""
ANY_DAY: Final = date(2000, 1, 1)
_LINK: Final = re.compile(r"https://\S+")


def unchecked(form: Form) -> Form:
    return form


def nothing(_: Form) -> dict[str, Any]:
    return {}


def empty(_meeting: Meeting, _wording: Wording, _today: date) -> Values:
    return {}


def with_all(asked: Iterable[str]) -> Callable[[Form], Form]:
    return lambda form: form.missing(asked)


def with_times(form: Form) -> Form:
    """Mark a day or a time that is empty or cannot be read; the end may be left open."""
    errors = dict(form.missing(("day", "time")).errors) | wrong_times(form)
    if "day" not in errors and read_day(form.value("day")) is None:
        errors["day"] = "day-unreadable"
    return form.with_errors(errors)


def wrong_times(form: Form) -> dict[str, str]:
    """Find the times of the day that cannot be read, among those that are written, and an end before the beginning."""
    written = {name: form.value(name) for name in ("time", "ends") if form.value(name).strip()}
    read = {name: read_moment(ANY_DAY, text) for name, text in written.items()}
    wrong = {name: "time-unreadable" for name, moment in read.items() if moment is None}
    begins, ends = read.get("time"), read.get("ends")
    return wrong | ({"ends": "ends-before-start"} if begins and ends and ends <= begins else {})


def with_link(form: Form) -> Form:
    """Mark a form of the meeting that is not chosen, and a link that is none."""
    return form.with_errors(dict(form.missing(("form",)).errors) | wrong_link(form))


def wrong_link(form: Form) -> dict[str, str]:
    link = form.value("link")
    return {"link": "link-unreadable"} if link and not _LINK.fullmatch(link) else {}


def with_day(form: Form) -> Form:
    errors = dict(form.missing(SENT).errors)
    if not errors and read_day(form.value("on")) is None:
        errors["on"] = "day-unreadable"
    return form.with_errors(errors)


def times(form: Form) -> dict[str, Any]:
    day = read_day(form.value("day"))
    return span(day, form) if day else {}


def span(day: date, form: Form) -> dict[str, Any]:
    """Spell when it begins and ends on a day."""
    return {
        "starts_at": _spelt(read_moment(day, form.value("time"))),
        "ends_at": _spelt(read_moment(day, form.value("ends"))),
    }


def came(form: Form) -> dict[str, Any]:
    return {"attended": form.values.get("attended", [])}


def corrected(form: Form) -> dict[str, Any]:
    return came(form) | why(form)


def why(form: Form) -> dict[str, Any]:
    return {"reason": form.value("reason")}


def sent_on(form: Form) -> dict[str, Any]:
    day = read_day(form.value("on"))
    return {"on": day.isoformat() if day else None}


def arranged(form: Form) -> dict[str, Any]:
    texts = {name: form.value(name) or None for name in TEXTS}
    return {"form": form.value("form"), "access": form.values.get("access", []), **texts}


def as_arranged(meeting: Meeting, _wording: Wording, _today: date) -> Values:
    texts = {name: getattr(meeting, name) for name in TEXTS}
    known = {name: [text] for name, text in texts.items() if text}
    return {"form": [meeting.form], "access": list(meeting.access), **known}


def as_timed(meeting: Meeting, wording: Wording, _today: date) -> Values:
    ends = {"ends": [f"{in_oslo(meeting.ends_at):%H.%M}"]} if meeting.ends_at else {}
    return {"day": [wording.date_of(meeting.starts_at)], "time": [f"{in_oslo(meeting.starts_at):%H.%M}"], **ends}


def as_held(meeting: Meeting, _wording: Wording, _today: date) -> Values:
    return {"attended": list(meeting.attended)}


def today(_meeting: Meeting, wording: Wording, day: date) -> Values:
    return {"on": [wording.day(day)]}


def _spelt(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
