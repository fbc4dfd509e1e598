"""Dates and times as people type them, with a wide margin for how."""

import re
from datetime import UTC, date, datetime
from typing import Final

from councilkit.workdays import OSLO

_NAMES: Final = ["jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des"]
_MONTHS: Final = {name: number for number, name in enumerate(_NAMES, 1)} | {"may": 5, "oct": 10, "dec": 12}
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[. /-]+(\d{1,2}|[a-zæøå]+)[. /-]+(\d{4}|\d{2})")
_TIME: Final = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:,\s]?(\d{2}))?")


def read_day(text: str) -> date | None:
    """Read `3.12.2026`, `3. desember 2026`, `03/12-26` or `2026-12-03`."""
    written = text.strip().lower()
    if iso := _ISO.fullmatch(written):
        year, month, day = iso.groups()
    elif day_first := _DAY_FIRST.fullmatch(written):
        day, month, year = day_first.groups()
    else:
        return None
    return _day(int(year), _month(month), int(day))


def read_moment(day: date, text: str) -> datetime | None:
    """Read `14`, `14.00`, `14:00`, `1400` or `kl. 14.00` as a time in Oslo on that day."""
    time = _TIME.fullmatch(text.strip().lower())
    if not time:
        return None
    hour, minute = int(time[1]), int(time[2] or 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004 - a day
        return None
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=OSLO).astimezone(UTC)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.get(text[:3], 0)


def _day(year: int, month: int, day: int) -> date | None:
    century = 2000 if year < 100 else 0  # noqa: PLR2004 - two digits
    try:
        return date(year + century, month, day)
    except ValueError:
        return None
