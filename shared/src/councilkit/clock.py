"""Time as an argument: what needs to know the time is handed a clock."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Tells the present moment, aware and in UTC."""


def utc_now() -> datetime:
    """Tell the machine's time, in UTC."""
    return datetime.now(UTC)
