"""When a mail that the relay put off is tried again, and when it is given up; and how long to leave a relay alone."""

from datetime import timedelta

FIRST = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60))
"""What is waited after the first tries; later it is an hour each time."""

HOURLY = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=3)
RESENT_AFTER = timedelta(hours=1)
"""How long a mail has been in doubt before it is sent once more, if it is to be."""

LONGEST_PAUSE = 60.0


def next_try(tries: int) -> timedelta | None:
    """Tell how long to wait after a mail was put off for this many times before; None when it is given up."""
    waited = sum((_wait(one) for one in range(tries)), timedelta())
    return _wait(tries) if waited < GIVEN_UP_AFTER else None


def pause(failures: int) -> float:
    """Tell how many seconds to leave a relay alone that was away for this many times on end: 1, 2, 4 … 60."""
    return min(LONGEST_PAUSE, 2.0 ** min(failures - 1, 10))


def _wait(tries: int) -> timedelta:
    return FIRST[tries] if tries < len(FIRST) else HOURLY
