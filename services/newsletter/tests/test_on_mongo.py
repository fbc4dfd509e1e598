"""What the memory stores let pass must pass on MongoDB: an edition with its mails, and each way to find one."""

from collections.abc import AsyncIterator

import pytest

from councilkit.ids import random_id
from councilkit.mailing.mail import State
from councilkit.mailing.mongo_store import MongoMailStore
from councilkit.mongo import Mongo
from councilkit.mongo_stores import stores_on_mongo
from newsletter.application.choose_digest import choose_digest
from newsletter.application.list_tasks import list_tasks
from newsletter.application.open_edition import OpenEdition
from newsletter.domain.reader import Act
from newsletter.domain.refusals import EditionExists, NoSuchEdition
from newsletter.testing.driver import GREETING, HALF, Driver, driving
from newsletter.testing.places import EDITOR, HARBOUR, REGION

pytestmark = pytest.mark.mongo


@pytest.fixture
async def newsletter(mongo_url: str) -> AsyncIterator[Driver]:
    mongo, database = Mongo(mongo_url), f"test_{random_id()}"
    async with driving(stores_on_mongo(mongo, database), MongoMailStore(mongo.database(database))) as driver:
        yield driver
    await mongo.close()


async def test_an_edition_is_sent_to_everybody_once_and_not_to_those_who_declined(newsletter: Driver) -> None:
    await newsletter.a_case("tolk", HARBOUR, to=REGION)
    await choose_digest([HARBOUR.member.id], Act.DECLINE, newsletter.service.ledger)
    edition = await newsletter.sent()
    rows = await newsletter.rows(edition)
    assert ({row.state for row in rows}, len(rows), len(newsletter.relay.sent)) == ({State.ACCEPTED}, 7, 7)
    assert "26-tolk" in newsletter.mail_to(HARBOUR.people[0]).text
    assert newsletter.relay.to(newsletter.contacts.people[HARBOUR.people[1]].email) == []


async def test_editions_are_found_and_paged(newsletter: Driver) -> None:
    older, latest = await newsletter.sent("2026-1"), await newsletter.greeted()
    records = newsletter.service.records
    [first] = await records.find({}, limit=1)
    assert first.edition.id == latest
    [second] = await records.find({}, before=(str(first.edition.half), latest), limit=9)
    assert second.edition.id == older
    assert await records.greeting(second) == GREETING
    [frozen] = await records.find({"state": "frozen"}, limit=9)
    assert frozen.edition == second.edition
    with pytest.raises(NoSuchEdition):
        await records.get("nosuch")


async def test_tasks_are_found(newsletter: Driver) -> None:
    edition = await newsletter.opened()
    today = newsletter.now.date()
    forgotten, begun = await list_tasks([EDITOR], today, records=newsletter.service.records)
    assert (forgotten.action, str(forgotten.half)) == ("open_edition", "2026-1")
    assert (begun.action, begun.edition) == ("greet_edition", edition)


async def test_there_is_one_edition_of_each_half_year(newsletter: Driver) -> None:
    await newsletter.opened()
    with pytest.raises(EditionExists):
        await newsletter.do(OpenEdition(HALF))
