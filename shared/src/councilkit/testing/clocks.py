"""A clock that stands still until a test moves it."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass
class Hand:
    """A `Clock` that a test moves by hand."""

    now: datetime

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now

    def on(self, wait: timedelta) -> None:
        """Move on."""
        self.now += wait
