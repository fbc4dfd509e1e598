"""When a mail was due: at once, or on the morning of its day, and put off only for a while."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from judge.days import eight, is_workday, mail_day
from judge.faults import Fault, wrong
from judge.mail_due import Due
from judge.world import Document

ALERTS = "duties-"
GATHERS = timedelta(seconds=15)
"""So long a mail waits for more alerts."""

UNTIL_PLANNED = timedelta(minutes=5)
"""Between an alert and its mail things may die, and wait for each other."""

AGAIN_AFTER = timedelta(hours=1)
"""So long a mail has been in doubt before it is sent once more, and so long one that is put off waits at most."""

WAITING = ("planned", "deferred")


def judge_times(name: str, row: Document, due: Sequence[Due], days: Sequence[str]) -> Iterator[Fault]:
    """Judge when a mail was due first, and then; `days` are the campaigns of alerts in which its holders have mails."""
    if due:
        yield from _first(name, row, due, days)
    put_off = row["due"] - row["first_due"]
    if put_off < timedelta(0):
        yield wrong(f"{name} was due at {row['due']}, before it was due first.")
    if row["state"] in WAITING:
        if put_off and row["due"] - row["changed"] > AGAIN_AFTER:
            yield wrong(f"{name} was put off until {row['due']}, for more than an hour.")
    elif row["changed"] < row["due"]:
        yield wrong(f"{name} was {row['state']} before it was due.")


def _first(name: str, row: Document, due: Sequence[Due], days: Sequence[str]) -> Iterator[Fault]:
    raised = [one.at for one in due]
    earliest, latest = min(raised), max(raised)
    if row["campaign"].startswith(ALERTS):
        day = date.fromisoformat(row["campaign"].removeprefix(ALERTS))
        yield from _day(name, day, due, days)
        earliest = max(eight(day), earliest + GATHERS)
        latest = max(eight(day), latest + GATHERS + UNTIL_PLANNED)
    if row["resent"]:
        earliest, latest = earliest + AGAIN_AFTER, row["first_due"]
    if not earliest <= row["first_due"] <= latest:
        yield wrong(f"{name} was due first at {row['first_due']}, and {earliest} was its time.")


def _day(name: str, day: date, due: Sequence[Due], days: Sequence[str]) -> Iterator[Fault]:
    for one in due:
        expected = mail_day(one.at)
        left_without = day > expected and f"{ALERTS}{expected}" in days
        if not is_workday(day) or (day != expected and not left_without):
            yield wrong(f"{name} is of {day}, and {one.event} was to be told on {expected}.")
