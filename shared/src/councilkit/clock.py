"""Time as an argument: what needs to know the time is handed a clock."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Tells the present moment, aware and in UTC."""


def utc_now() -> datetime:
    """Tell the machine's time, in UTC."""
    return datetime.now(UTC)


def to_milliseconds(moment: datetime) -> datetime:
    """Cut a moment to what MongoDB keeps, so that it is the same before and after it was stored."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
