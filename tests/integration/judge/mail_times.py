"""When a mail was due: at once, when it could be taken back no more, or on the morning of its day; put off a while."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from judge.days import is_workday, mail_day, mail_time
from judge.faults import Fault, wrong
from judge.mail_due import Due
from judge.world import Document, World

DAILY = ("duties-", "late-")
GATHERS = timedelta(seconds=15)
"""So long a mail waits for more alerts."""

UNTIL_PLANNED = timedelta(minutes=5)
"""Between an alert and its mail things may die, and wait for each other."""

AGAIN_AFTER = timedelta(hours=1)
"""So long a mail has been in doubt before it is sent once more, and so long one that is put off waits at most."""

WAITING = ("planned", "deferred")


class Times:
    def __init__(self, world: World) -> None:
        self._any_hour = world.at_any_hour

    def judge(self, name: str, row: Document, due: Sequence[Due], days: Collection[str]) -> Iterator[Fault]:
        """Judge when a mail was due first, and then; `days` are the campaigns in which its holders have mails."""
        if due:
            yield from self._first(name, row, due)
        if row["campaign"].startswith(DAILY):
            yield from self._day(name, row, due, days)
        put_off = row["due"] - row["first_due"]
        if put_off < timedelta(0):
            yield wrong(f"{name} was due at {row['due']}, before it was due first.")
        if row["state"] not in WAITING and row["changed"] < row["due"]:
            yield wrong(f"{name} was {row['state']} before it was due.")
        if row["state"] in WAITING and put_off and row["due"] - row["changed"] > AGAIN_AFTER:
            yield wrong(f"{name} was put off until {row['due']}, for more than an hour.")

    def _first(self, name: str, row: Document, due: Sequence[Due]) -> Iterator[Fault]:
        raised = [one.at for one in due]
        earliest, latest = min(raised), max(raised)
        if row["campaign"].startswith(DAILY):
            begins = mail_time(_day_of(row), any_hour=self._any_hour)
            earliest = max(begins, earliest + GATHERS)
            latest = max(begins, latest + GATHERS + UNTIL_PLANNED)
        if row["resent"]:
            earliest, latest = earliest + AGAIN_AFTER, row["first_due"]
        if not earliest <= row["first_due"] <= latest:
            yield wrong(f"{name} was due first at {row['first_due']}, and {earliest} was its time.")

    def _day(self, name: str, row: Document, due: Sequence[Due], days: Collection[str]) -> Iterator[Fault]:
        """Judge the day of a mail about alerts: their own, or, if that day's mail had left, a later one."""
        day = _day_of(row)
        for one in due:
            first, last = (mail_day(at, any_hour=self._any_hour) for at in (one.at, one.at + UNTIL_PLANNED))
            left_without = day > first and f"{_kind(row)}{first}" in days
            rests = not (self._any_hour or is_workday(day))
            if rests or not (first <= day <= last or left_without):
                yield wrong(f"{name} is of {day}, and {one.event} was to be told on {first}.")


def _day_of(row: Document) -> date:
    return date.fromisoformat(row["campaign"].removeprefix(_kind(row)))


def _kind(row: Document) -> str:
    return next(kind for kind in DAILY if row["campaign"].startswith(kind))
