"""A clock that can be set back, so that what is loaded today happened over the past year."""

from datetime import datetime, timedelta

from councilkit.clock import Clock, utc_now


class StoryClock:
    """The clock of the whole house: real time, unless a story is being told."""

    def __init__(self, real: Clock = utc_now) -> None:
        self._real = real
        self._behind = timedelta()

    def __call__(self) -> datetime:
        return self._real() - self._behind

    def travel_to(self, moment: datetime) -> None:
        """Make it this moment; from there on time goes its pace."""
        self._behind = self._real() - moment

    def come_home(self) -> None:
        """Make it today again."""
        self._behind = timedelta()
