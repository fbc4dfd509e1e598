"""What the memory stores let pass must pass on MongoDB: a whole journey, each list, and every way to find a case."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from case_flow.application.answers.confirm_answer import ConfirmAnswer
from case_flow.application.answers.delay_answer import DelayAnswer
from case_flow.application.hops.receive_case import ReceiveCase
from case_flow.application.reading.find_cards import find_cards
from case_flow.application.reading.list_cards import Wanted, list_cards
from case_flow.application.reading.list_tasks import list_tasks
from case_flow.domain.refusals import NoSuchCase, WrongState
from case_flow.domain.transitions import State
from case_flow.testing.driver import REPORT, Driver, driving
from case_flow.testing.http import Http
from case_flow.testing.places import CENTRE, HARBOUR, OFFICE, REGION, VALLEY
from case_flow.testing.rounds import ASK, closes, opened, read, says
from councilkit.ids import random_id
from councilkit.mongo import Mongo
from councilkit.mongo_stores import stores_on_mongo

pytestmark = pytest.mark.mongo


@pytest.fixture
async def case_flow(mongo_url: str) -> AsyncIterator[Driver]:
    mongo = Mongo(mongo_url)
    async with driving(stores_on_mongo(mongo, f"test_{random_id()}")) as driver:
        yield driver
    await mongo.close()


async def test_a_case_travels_up_is_answered_and_comes_home(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    await case_flow.do(ReceiveCase(case), REGION.leader)
    await case_flow.put_on_agenda(case, REGION)
    await case_flow.treat(case, REGION)
    await case_flow.make_statement(case, REGION)
    await case_flow.answer(case)
    await case_flow.confirm(case)
    assert (await case_flow.case(case)).state is State.ANSWERED


async def test_cases_are_found_and_paged(case_flow: Driver) -> None:
    records = case_flow.service.records
    cases = [await case_flow.a_case() for _ in range(3)]
    sent = await case_flow.a_case(State.SENT)
    assert [record.case.id async for record in records.every({}, page=2)] == [sent, *cases[::-1]]
    [found] = await list_cards(Wanted(REGION.id, State.SENT), before=None, limit=9, records=records)
    assert found.case.id == sent
    closed = await case_flow.a_case(State.CLOSED)
    for over, expected in ((True, [closed]), (False, [sent, *cases[::-1]])):
        listed = await list_cards(Wanted(HARBOUR.id, over=over), before=None, limit=9, records=records)
        assert [record.case.id for record in listed] == expected
    with pytest.raises(NoSuchCase):
        await records.get("nocase")


async def test_a_case_is_found_by_what_it_is_called(case_flow: Driver) -> None:
    service, case = case_flow.service, await case_flow.a_case(State.ON_AGENDA)
    for called in ((await case_flow.case(case)).reference, "Harbour  1/26"):
        [found] = await find_cards(
            called, Wanted(), [VALLEY.leader], records=service.records, known=service.known, now=case_flow.now
        )
        assert found.case.id == case


async def test_tasks_are_found(case_flow: Driver) -> None:
    sent = await case_flow.a_case(State.SENT)
    asker = [VALLEY.leader, REGION.leader]
    service = case_flow.service
    [task] = await list_tasks(asker, records=service.records, known=service.known, now=case_flow.now)
    assert (task.record.case.id, task.action) == (sent, "receive_case")


async def test_answers_out_are_found_by_their_days_and_go_on_where_a_page_ended(case_flow: Driver) -> None:
    later, *sooner = [await case_flow.a_case(State.AWAITING_ANSWER) for _ in range(3)]
    until = case_flow.now.date() + timedelta(days=200)
    await case_flow.do(DelayAnswer(later, until, "Vi venter på leverandøren."), OFFICE.manager)
    await case_flow.a_case(State.ANSWERED)
    async with Http(case_flow) as http:
        reader = http.by(VALLEY.member)
        first = (await reader.get(f"/answers-out?region={REGION.id}&limit=2")).json()
        rest = (await reader.get(f"/answers-out?region={REGION.id}&limit=2&cursor={first['next']}")).json()
    assert [item["id"] for item in first["items"]] == sorted(sooner)
    assert ([item["id"] for item in rest["items"]], rest["next"]) == ([later], None)


async def test_of_two_who_confirm_at_once_one_is_heard(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.COMING_HOME)
    seats = (HARBOUR.leader, HARBOUR.member)
    both = await asyncio.gather(*(case_flow.do(ConfirmAnswer(case), by) for by in seats), return_exceptions=True)
    [refused] = [one for one in both if isinstance(one, Exception)]
    assert isinstance(refused, WrongState)


async def test_a_command_that_is_sent_again_gets_the_same_receipt(case_flow: Driver) -> None:
    first = await case_flow.do(REPORT, HARBOUR.member, key="the same")
    again = await case_flow.do(REPORT, HARBOUR.member, key="the same")
    assert (str(again), again.repeated) == (str(first), True)


async def test_texts_are_read_from_the_ledger(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    async with Http(case_flow) as http:
        shown = (await http.by(HARBOUR.member).get(f"/cases/{case}")).json()
    assert shown["path"][0]["texts"] == REPORT.texts


async def test_rounds_are_found_by_whom_they_wait_for_and_within_which_they_are_held(case_flow: Driver) -> None:
    outer = await opened(case_flow, replace(ASK, council=CENTRE.id, to=(REGION.id,)), CENTRE.leader)
    inner = await opened(case_flow, replace(ASK, within=outer))
    await says(case_flow, HARBOUR, inner)
    reading = await read(case_flow, outer)
    assert [one.round.id for one in reading.within] == [inner]
    async with Http(case_flow) as http:
        waiting = [
            [one["id"] for one in (await http.by(place.leader).get("/rounds?waiting=true")).json()["items"]]
            for place in (HARBOUR, VALLEY, REGION)
        ]
    assert waiting == [[], [inner], [outer]]
    await closes(case_flow, VALLEY, HARBOUR)
    assert (await read(case_flow, inner)).record.round.missing == ()
