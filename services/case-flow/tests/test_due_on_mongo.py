"""What falls due is found on MongoDB too: while the house runs, and when it comes up after its day."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from case_flow.adapters.mongo_drafts import MongoDrafts
from case_flow.application.cases import id_in
from case_flow.application.raising.read_drafts import list_drafts
from case_flow.application.raising.report_draft import ReportDraft
from case_flow.application.raising.turn_away import TurnAway
from case_flow.bootstrap import Kept
from case_flow.testing.driver import REPORT, Driver, driving
from case_flow.testing.places import HARBOUR
from case_flow.testing.situations import a_draft
from councilkit.due.mongo_store import MongoDueStore
from councilkit.events.case_life import RestrictionLifted
from councilkit.events.case_words import Basis, Restriction, Unfit
from councilkit.events.councils import TermEnded
from councilkit.events.texts import TextErased
from councilkit.ids import random_id
from councilkit.mongo import Mongo
from councilkit.mongo_stores import stores_on_mongo
from councilkit.workdays import oslo_day

pytestmark = pytest.mark.mongo

RESTRICTED = replace(REPORT, restriction=Restriction(basis=Basis.INTERNAL, until=date(2026, 12, 24)))


@asynccontextmanager
async def standing(url: str, database: str) -> AsyncIterator[Driver]:
    mongo = Mongo(url)
    kept = Kept(MongoDueStore(mongo.database(database)), MongoDrafts(mongo.database(database)))
    async with driving(stores_on_mongo(mongo, database), kept) as driver:
        yield driver
    await mongo.close()


@asynccontextmanager
async def standing_today(url: str, database: str) -> AsyncIterator[Driver]:
    """By the real day: the server throws drafts out by its own clock."""
    async with standing(url, database) as case_flow:
        case_flow.now = datetime.now(UTC)
        yield case_flow


async def told(case_flow: Driver, kind: str) -> int:
    return len([item for item in await case_flow.published() if item.type == kind])


async def test_what_came_due_while_the_house_was_down_is_done_once_when_it_is_up(mongo_url: str) -> None:
    database = f"test_{random_id()}"
    async with standing(mongo_url, database) as case_flow:
        await case_flow.do(RESTRICTED, HARBOUR.leader)
        await case_flow.settle()
    for day in (25, 26):
        async with standing(mongo_url, database) as case_flow:
            await case_flow.wait_until(datetime(2026, 12, day, tzinfo=UTC))
            assert await told(case_flow, RestrictionLifted.TYPE) == 1


async def test_the_texts_of_an_individual_case_are_gone_from_the_database_after_thirty_days(mongo_url: str) -> None:
    database = f"test_{random_id()}"
    async with standing(mongo_url, database) as case_flow:
        case = await case_flow.a_case()
        await case_flow.do(TurnAway(case, Unfit.INDIVIDUAL, "Du kan klage på vedtaket."), HARBOUR.leader)
        await case_flow.wait_until(datetime(2026, 12, 18, tzinfo=UTC))
        assert await told(case_flow, TextErased.TYPE) == 4
        entries = await case_flow.house.stores.ledger.page(0, 100)
        assert not any(entry.texts for entry in entries)


async def test_a_draft_becomes_one_case(mongo_url: str) -> None:
    async with standing_today(mongo_url, f"test_{random_id()}") as case_flow:
        service, draft = case_flow.service, await a_draft(case_flow)
        cases = {id_in(str(await case_flow.do(ReportDraft(draft), HARBOUR.member))) for _ in range(2)}
        assert len(cases) == 1
        found = await list_drafts([HARBOUR.member], drafts=service.drafts, records=service.records, clock=service.clock)
        assert found == []


async def test_the_draft_of_somebody_who_has_left_is_gone_from_the_database(mongo_url: str) -> None:
    database = f"test_{random_id()}"
    async with standing_today(mongo_url, database) as case_flow:
        await a_draft(case_flow)
        today = oslo_day(case_flow.now)
        await case_flow.tell(TermEnded(council=HARBOUR.id, term=HARBOUR.member.id, on=today))
        await case_flow.all_followed()
    mongo = Mongo(mongo_url)
    assert await mongo.database(database)["drafts"].count_documents({}) == 0
    await mongo.close()
