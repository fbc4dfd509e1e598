"""When reminders may leave."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from councilkit.workdays import OSLO, next_workday, oslo_day
from notifier.domain.steps import eight

Choice = Literal["work", "any"]

GATHER = timedelta(seconds=15)
"""The alerts of a morning are raised one after the other: so long a mail waits for more of them."""

_WORK_ENDS = time(16)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class MailHours:
    """The days that have a mail, and from when it may leave.

    In a house that is only tried out, nobody is disturbed, and somebody waits to see what comes.
    """

    day_of: Callable[[datetime], date]
    """Tells the day whose mail tells what is raised at a moment."""

    after: Callable[[date], date]
    """Tells the next day that has a mail."""

    begin: Callable[[date], datetime]

    def due(self, day: date, now: datetime) -> datetime:
        """Tell when the mail of a day leaves, if something is put into it now."""
        return max(self.begin(day), now + GATHER)


def _workday_of(raised: datetime) -> date:
    """What is raised after work is for the next workday: nobody gets a reminder in the evening or at night."""
    local = raised.astimezone(OSLO)
    return next_workday(local.date() if local.time() < _WORK_ENDS else local.date() + _DAY)


HOURS: dict[Choice, MailHours] = {
    "work": MailHours(_workday_of, lambda day: next_workday(day + _DAY), eight),
    "any": MailHours(oslo_day, lambda day: day + _DAY, lambda day: datetime.combine(day, time(), OSLO)),
}
