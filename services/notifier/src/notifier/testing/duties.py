"""Councils and meetings made up in one line, for the domain."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from councilkit.events.meetings import MeetingType
from notifier.domain.council import Council, Led, Meeting, Settings
from notifier.domain.duty import Duty
from notifier.domain.rules import MEETINGS_A_YEAR, Rule

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def at(day: str, hour: float = 12) -> datetime:
    """Tell an hour of a day, by UTC."""
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) + timedelta(hours=hour)


def a_meeting(day: str, **told: Any) -> Meeting:  # noqa: ANN401 - a meeting's own
    """Make up a meeting; it was planned long before, unless it is told when."""
    starts_at = at(day)
    usual = {"id": f"m-{day}", "type": MeetingType.COUNCIL_MEETING, "planned_at": starts_at - timedelta(days=100)}
    return Meeting(**{**usual, "starts_at": starts_at, **told})


def a_held(day: str, **told: Any) -> Meeting:  # noqa: ANN401 - a meeting's own
    return a_meeting(day, held=True, **told)


def an_annual(day: str, **told: Any) -> Meeting:  # noqa: ANN401 - a meeting's own
    return a_meeting(day, type=MeetingType.ANNUAL_MEETING, **told)


def a_council(*meetings: Meeting, founded: datetime = LONG_AGO, led: bool = True, **settings: Any) -> Council:  # noqa: ANN401 - its settings
    times = [Led(date(2000, 1, 1))] if led else []
    return Council("harbour", founded, meetings, times, Settings(**settings))


def a_duty(
    *meetings: Meeting,
    rule: Rule = MEETINGS_A_YEAR,
    year: int = 2026,
    adopted: datetime | None = LONG_AGO,
    **council: Any,  # noqa: ANN401 - a council's own
) -> Duty:
    return Duty(rule, a_council(*meetings, **council), year, adopted)
