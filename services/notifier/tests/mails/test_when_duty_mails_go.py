"""When a mail of an alert goes: in working hours of a workday, once, to those whose matter it is on that day."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from opentelemetry.metrics import NoOpMeter

from councilkit.events import Item
from councilkit.events.councils import TermEnded
from councilkit.events.meetings import MeetingType
from councilkit.events.notifications import AlertRaised
from councilkit.inbox import Done
from councilkit.inbox.sources import LocalSource
from councilkit.mailing.mail import State
from councilkit.refusals import Unavailable
from councilkit.workdays import OSLO
from notifier.application.daily_mails import DailyMails
from notifier.application.level import Level, OnceAMinute
from notifier.application.mail_hours import HOURS
from notifier.application.nobody import Nobody
from notifier.application.plan_duty_mails import PlanDutyMails
from notifier.subscriptions import NAME
from notifier.testing.driver import Driver, days
from notifier.testing.places import HARBOUR

SPRING = datetime(2026, 4, 1, 6, tzinfo=UTC)  # eight in Oslo
AUTUMN = datetime(2026, 9, 1, 6, tzinfo=UTC)
SOON = timedelta(seconds=30)
YEARLY = "annual-meeting"


async def bind_harbour(notifier: Driver) -> None:
    await notifier.agree(YEARLY)


async def the_alert(notifier: Driver) -> tuple[AlertRaised, Item]:
    [item] = (await LocalSource(NAME, notifier.house.stores.ledger).read(1)).items
    alert = item.event()
    assert isinstance(alert, AlertRaised)
    return alert, item


def planner(notifier: Driver, level: Level | None = None) -> PlanDutyMails:
    known, nobody = notifier.service.known, Nobody(NoOpMeter("none"))
    daily = DailyMails(notifier.mails, notifier.contacts, nobody, HOURS["work"])
    return PlanDutyMails(daily, known, level or notifier.level, notifier.clock)


async def reached(notifier: Driver) -> set[str]:
    names = {person.email: person.name for person in notifier.contacts.people.values()}
    return {names[mail.recipient] for mail in await notifier.sent()}


@pytest.mark.parametrize(
    ("raised", "day"),
    [
        ("2026-09-01T00:01", "2026-09-01"),
        ("2026-09-01T15:59", "2026-09-01"),
        ("2026-09-01T16:00", "2026-09-02"),
        ("2026-09-04T17:00", "2026-09-07"),  # a Friday
        ("2026-04-02T09:00", "2026-04-07"),  # Easter
        ("2026-07-08T09:00", "2026-08-03"),  # the summer weeks
        ("2026-12-23T17:00", "2027-01-04"),
    ],
)
def test_the_mail_is_that_of_the_next_working_hours(raised: str, day: str) -> None:
    assert HOURS["work"].day_of(datetime.fromisoformat(raised).replace(tzinfo=OSLO)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("raised", "due"),
    [
        (AUTUMN - timedelta(hours=7), AUTUMN),
        (AUTUMN + timedelta(hours=3), AUTUMN + timedelta(hours=3, seconds=15)),
        (AUTUMN + timedelta(hours=8), AUTUMN + days(1)),
        (AUTUMN + timedelta(hours=15), AUTUMN + days(1)),
        (datetime(2026, 9, 5, 10, tzinfo=UTC), datetime(2026, 9, 7, 6, tzinfo=UTC)),
        (datetime(2026, 7, 8, 10, tzinfo=UTC), datetime(2026, 8, 3, 6, tzinfo=UTC)),
    ],
    ids=["before eight", "at work", "after four", "at night", "on a Saturday", "in the summer"],
)
async def test_what_is_raised_at_any_hour_is_mailed_at_work(notifier: Driver, raised: datetime, due: datetime) -> None:
    await notifier.wait_until(raised)
    await bind_harbour(notifier)
    assert {row.due for row in await notifier.rows()} == {due}


async def test_who_leads_on_the_day_of_the_mail_gets_it(notifier: Driver) -> None:
    friday = datetime(2026, 9, 4, 17, tzinfo=UTC)
    await notifier.wait_until(friday)
    await notifier.tell(TermEnded(council=HARBOUR.id, term=HARBOUR.leader.id, on=friday.date()))
    await bind_harbour(notifier)
    await notifier.wait_until(friday + days(3))
    assert await reached(notifier) == {"Stille Elv", "Blid Skigard", "Rask Rev"}


async def test_an_alert_that_is_taken_in_again_days_later_sends_nothing_twice(notifier: Driver) -> None:
    await bind_harbour(notifier)
    await notifier.wait_until(SPRING)
    await notifier.wait_until(SPRING + SOON)
    before = await notifier.rows()
    await notifier.wait_until(SPRING + days(8))
    assert await planner(notifier)(*await the_alert(notifier)) == Done()
    assert [row.id for row in await notifier.rows()] == [row.id for row in before]


async def test_what_is_settled_or_long_past_is_taken_in_again_without_a_search(notifier: Driver) -> None:
    await bind_harbour(notifier)
    await notifier.wait_until(SPRING)
    again, plan = await the_alert(notifier), planner(notifier)
    notifier.contacts.away = True  # whoever searched would be told so
    with pytest.raises(Unavailable):
        await plan(*again)
    await notifier.wait_until(SPRING + days(11))
    assert await plan(*again) == Done()
    notifier.now = SPRING + days(1)
    with pytest.raises(Unavailable):
        await plan(*again)
    await notifier.a_meeting(AUTUMN, type=MeetingType.ANNUAL_MEETING)
    assert await plan(*again) == Done()


async def test_while_the_registry_has_more_to_tell_no_mail_is_planned(notifier: Driver) -> None:
    await bind_harbour(notifier)
    await notifier.wait_until(SPRING)

    async def behind() -> bool:
        return False

    with pytest.raises(Unavailable):
        await planner(notifier, behind)(*await the_alert(notifier))


async def test_mails_that_are_written_in_a_row_ask_once_a_minute_whether_all_is_heard() -> None:
    now, answers = SPRING, [False, True, True]

    async def level() -> bool:
        return answers.pop(0)

    once = OnceAMinute(level, lambda: now)
    assert not any(await asyncio.gather(once(), once()))
    assert [await once(), await once(), await once()] == [True, True, True]
    assert len(answers) == 1
    now += timedelta(minutes=1)
    assert await once()
    assert answers == []


async def test_while_there_is_more_to_hear_no_mail_leaves(notifier: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    await bind_harbour(notifier)
    await notifier.wait_until(SPRING)
    asked: list[str] = []

    async def behind(source: str, _seconds: float = 0) -> bool:
        asked.append(source)
        return False

    with monkeypatch.context() as patched:
        patched.setattr(notifier.house, "level", behind)
        notifier.now = SPRING + SOON
        while not asked:  # noqa: ASYNC110 - as a reader would
            await asyncio.sleep(0.001)
        assert await notifier.sent() == []
    await notifier.wait_until(SPRING + days(1) / 24)
    assert await reached(notifier) == {"Modig Lykt", "Blid Skigard", "Rask Rev"}
    assert await notifier.rows(State.SUPPRESSED) == []


async def test_whose_term_has_ended_meanwhile_is_written_to_as_what_is_left(notifier: Driver) -> None:
    friday = datetime(2026, 9, 4, 17, tzinfo=UTC)
    notifier.contacts.add("Modig Lykt", HARBOUR.leader.id, HARBOUR.manager.id)
    await notifier.wait_until(friday)
    await bind_harbour(notifier)
    await notifier.tell(TermEnded(council=HARBOUR.id, term=HARBOUR.leader.id, on=friday.date()))
    await notifier.wait_until(friday + days(3))
    [mail] = await notifier.sent("Modig Lykt")
    assert "svarer for Nav overfor utvalget" in mail.text
    assert "Planlegg møtet:" not in mail.text


@pytest.mark.parametrize("raised", ["2026-11-22T13:00", "2026-07-08T23:50", "2026-12-24T03:00"])
def test_where_somebody_only_tries_it_out_the_mail_leaves_at_once(raised: str) -> None:
    now, hours = datetime.fromisoformat(raised).replace(tzinfo=OSLO), HOURS["any"]
    assert hours.day_of(now) == now.date()
    assert hours.due(now.date(), now) == now + timedelta(seconds=15)
    assert hours.after(now.date()) == now.date() + days(1)
