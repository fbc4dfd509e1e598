"""The judge finds mails that were due at another time than they are."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from councilkit import workdays
from judge.days import is_workday, mail_day
from judge.world import NOTIFIER, OSLO
from mail_world import DIGEST, DUTIES, SECOND_ANSWER, THE_ANSWER, THE_DUTIES, row_of, sent_times, with_row
from true_world import (
    ALERT,
    LEADER,
    LEFT_BY,
    MANAGER,
    MONDAY,
    judged,
    row_to,
    sent_of,
    with_,
    world_with_mails,
)


@pytest.mark.parametrize("row", [DIGEST, SECOND_ANSWER, DUTIES])
@pytest.mark.parametrize("seconds", [-1, 3600])
def test_a_mail_that_was_due_at_another_time_is_wrong(row: str, seconds: int) -> None:
    due = row_of(world_with_mails(), row)["due"]
    other = due + timedelta(seconds=seconds)
    world = with_row(world_with_mails(), row, due=other, first_due=other, changed=other)
    [told] = judged(world)
    assert f"the mail {row} was due first at {other}" in told


def test_a_mail_that_left_before_it_was_due_is_wrong() -> None:
    early = MONDAY - timedelta(minutes=1)
    assert judged(with_row(world_with_mails(), DUTIES, changed=early)) == [
        f"{THE_DUTIES} was accepted before it was due."
    ]


def test_a_mail_is_put_off_for_an_hour_at_most() -> None:
    off = {"state": "deferred", "changed": LEFT_BY, "due": LEFT_BY + timedelta(hours=2)}
    told = judged(sent_times(with_row(world_with_mails(), SECOND_ANSWER, **off), 0))
    assert f"{THE_ANSWER} was put off until {off['due']}, for more than an hour." in told


@pytest.mark.parametrize("day", ["2026-11-22", "2026-11-24"])
def test_an_alert_is_told_on_the_next_workday(day: str) -> None:
    due = datetime.combine(date.fromisoformat(day), MONDAY.timetz())
    world = world_with_mails()
    moved = {
        **row_of(world, DUTIES),
        "_id": f"duties-{day}:{MANAGER}",
        "campaign": f"duties-{day}",
        "due": due,
        "first_due": due,
        "changed": due,
    }
    rows = [one for one in world.services[NOTIFIER].rows if one["_id"] != DUTIES]
    world = with_(world, NOTIFIER, rows=[*rows, moved])
    told = f"notifier: the mail duties-{day}:{MANAGER} is of {day}, and {ALERT} was to be told on 2026-11-23."
    assert told in judged(world)


def test_the_judge_reckons_workdays_as_the_calendar_has_them() -> None:
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(4000)]
    assert [day for day in days if is_workday(day)] == [day for day in days if workdays.is_workday(day)]


def test_what_is_raised_after_working_hours_is_told_on_the_next_workday() -> None:
    friday = datetime(2026, 11, 20, 15, 59, tzinfo=OSLO)
    told = [mail_day(at, any_hour=False) for at in (friday, friday + timedelta(minutes=1))]
    assert told == [date(2026, 11, 20), date(2026, 11, 23)]


def test_where_reminders_leave_at_any_hour_an_alert_is_told_at_once() -> None:
    world = replace(world_with_mails(), at_any_hour=True)
    assert any(f"the mail {DUTIES} is of 2026-11-23, and {ALERT} was to be told on" in told for told in judged(world))
    told_at = world.services[NOTIFIER].events[-1].at + timedelta(seconds=16)
    rows = [one for one in world.services[NOTIFIER].rows if one["kind"] != "duties"]
    duties = [row_to("duties", "duties-2026-11-22", hold, ALERT, due=told_at) for hold in (LEADER, MANAGER)]
    sent = [*(world.sent or ())[:-2], *map(sent_of, duties)]
    assert judged(replace(with_(world, NOTIFIER, rows=[*rows, *duties]), sent=sent)) == []
