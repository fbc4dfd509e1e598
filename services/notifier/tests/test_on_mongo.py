"""What the memory stores let pass must pass on MongoDB: alerts with their mails, an answer, and each list."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from councilkit.due.mongo_store import MongoDueStore
from councilkit.events.case_life import CaseDue, CaseScheduled
from councilkit.events.case_words import Awaited, Late
from councilkit.events.rounds import RoundOpened
from councilkit.ids import random_id
from councilkit.mailing import dispatcher
from councilkit.mailing.mail import State
from councilkit.mailing.mongo_store import MongoMailStore
from councilkit.mongo import Mongo
from councilkit.mongo_stores import stores_on_mongo
from notifier.application.list_duties import list_duties
from notifier.application.list_tasks import list_tasks
from notifier.testing.cases import CASE, ROUND, a_case, due, tell_later
from notifier.testing.driver import Driver, driving
from notifier.testing.places import CENTRE, HARBOUR, REGION, VALLEY

pytestmark = pytest.mark.mongo

SPRING = datetime(2026, 4, 1, 6, tzinfo=UTC)


@pytest.fixture
async def notifier(mongo_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Driver]:
    monkeypatch.setattr(dispatcher, "EVERY", 0.01)
    mongo, name = Mongo(mongo_url), f"test_{random_id()}"
    database = mongo.database(name)
    async with driving(
        stores_on_mongo(mongo, name), mails=MongoMailStore(database), due=MongoDueStore(database)
    ) as driver:
        yield driver
    await mongo.close()


async def test_an_alert_is_raised_once_and_each_reader_gets_one_mail(notifier: Driver) -> None:
    await notifier.agree("annual-meeting", "meetings-a-year")
    await notifier.wait_until(SPRING)
    await notifier.due.look_again([HARBOUR.id])
    await notifier.wait_until(SPRING + timedelta(seconds=30))
    assert await notifier.steps() == ["book-spring", "book-spring"]
    sent = await notifier.sent()
    assert len(sent) == len({mail.recipient for mail in sent}) == 3
    assert {row.state for row in await notifier.rows()} == {State.ACCEPTED}


async def test_an_answer_reaches_the_council_that_asked(notifier: Driver) -> None:
    await notifier.an_answer()
    assert len(await notifier.sent()) == 4


async def test_what_happens_to_a_case_and_a_round_and_what_is_late_reach_those_who_must_act(notifier: Driver) -> None:
    await a_case(notifier)
    await tell_later(notifier, CaseScheduled(case=CASE, council=HARBOUR.id, on=SPRING.date()))
    asks = RoundOpened(round=ROUND, council=REGION.id, to=(HARBOUR.id,), questions=2, due=due())
    await tell_later(notifier, asks)
    late = CaseDue(case=CASE, awaited=Awaited.ANSWER, late=Late.SOON, unit=HARBOUR.unit, due=due())
    await notifier.tell(late)
    await notifier.wait_until(notifier.now + timedelta(minutes=1))
    await notifier.sent()
    rows = [(row.kind, row.state) for row in await notifier.rows()]
    told = {"case": 4, "round": 2, "late": 2}  # a receipt, the desk of two, and the day to whoever waits
    assert sorted(rows) == sorted((kind, State.ACCEPTED) for kind, mails in told.items() for _ in range(mails))


async def test_councils_are_found_by_term_by_unit_and_by_the_level_above(notifier: Driver) -> None:
    known = notifier.service.known
    assert await known.councils_of([HARBOUR.leader, VALLEY.manager]) == [HARBOUR.id, VALLEY.id]
    assert await known.councils_below([REGION.leader], [REGION.id]) == [HARBOUR.id, VALLEY.id]
    assert await known.councils_below([REGION.manager], [REGION.id]) == [HARBOUR.id, VALLEY.id]
    assert await known.councils() == sorted(place.id for place in (CENTRE, REGION, HARBOUR, VALLEY))


async def test_duties_and_tasks_are_told(notifier: Driver) -> None:
    meeting = await notifier.a_meeting(SPRING, held_by=(HARBOUR.leader, HARBOUR.secretary))
    assert meeting
    known = notifier.service.known
    _, gathering = (await list_duties([HARBOUR.leader], None, known=known, now=notifier.now)).shown
    assert (gathering.duty.held, gathering.duty.missing(notifier.now)) == (1, 3)
    tasks = await list_tasks([HARBOUR.manager], known=known, now=notifier.now)
    assert [task.action for task in tasks] == ["see_duty", "see_duty"]
