"""Mails that wait because their readers or their contents cannot be found out just now."""

from datetime import datetime, timedelta

import structlog

from councilkit.clock import Clock
from councilkit.mailing.mail import Row, State
from councilkit.mailing.records import End
from councilkit.mailing.told import told
from councilkit.refusals import Unavailable

log = structlog.get_logger(__name__)


class Waits:
    """Puts mails off for a pause, each with the cause in its row. It is nobody's try, and is logged once in a pause."""

    def __init__(self, pause: timedelta, clock: Clock) -> None:
        self._pause = pause
        self._clock = clock
        self._told_until: datetime | None = None

    def put_off(self, row: Row, reason: Unavailable) -> End:
        """Tell when a mail is taken again, and why it waits."""
        now, cause = self._clock(), told(0, str(reason))
        if self._told_until is None or now >= self._told_until:
            log.warning("mails_wait", campaign=row.campaign, kind=row.kind, cause=cause)
            self._told_until = now + self._pause
        return End(row, State.PLANNED, cause, now + self._pause)
