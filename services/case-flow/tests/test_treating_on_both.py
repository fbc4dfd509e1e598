"""What must hold when two act at once, in memory and on a real MongoDB."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime

import pytest

from case_flow.application.hops.receive_case import ReceiveCase
from case_flow.application.hops.regret_sending import RegretSending
from case_flow.application.treating.merge_case import MergeCase
from case_flow.application.treating.postpone_case import PostponeCase
from case_flow.application.treating.put_on_agenda import PutOnAgenda
from case_flow.domain.refusals import WrongState
from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver, driving
from case_flow.testing.places import HARBOUR, REGION
from councilkit.events.case_life import CaseJoined, CaseTakenUpAgain
from councilkit.events.cases import RuleStatus
from councilkit.events.seating import MandateSet, Numbering
from councilkit.ids import random_id
from councilkit.ledger import Receipt
from councilkit.mongo import Mongo
from councilkit.mongo_stores import stores_on_mongo

REASON = "Vi må vite mer først."


@pytest.fixture(params=["memory", pytest.param("mongo", marks=pytest.mark.mongo)])
async def case_flow(request: pytest.FixtureRequest) -> AsyncIterator[Driver]:
    if request.param == "memory":
        async with driving() as driver:
            yield driver
        return
    mongo = Mongo(request.getfixturevalue("mongo_url"))
    async with driving(stores_on_mongo(mongo, f"test_{random_id()}")) as driver:
        yield driver
    await mongo.close()


async def numbers(case_flow: Driver, cases: Sequence[str]) -> list[str | None]:
    return [(await case_flow.case(case)).number for case in cases]


async def test_of_many_that_would_take_the_same_number_each_gets_its_own(case_flow: Driver) -> None:
    cases, meeting = [await case_flow.a_case() for _ in range(6)], await case_flow.a_meeting(HARBOUR)
    await asyncio.gather(*(case_flow.do(PutOnAgenda(case, meeting), HARBOUR.secretary) for case in cases))
    assert sorted(await numbers(case_flow, cases), key=str) == [f"harbour {n}/26" for n in range(1, 7)]
    after = await case_flow.a_case()
    await case_flow.put_on_agenda(after)
    assert await numbers(case_flow, [after]) == ["harbour 7/26"]


async def test_two_clicks_at_once_take_one_number(case_flow: Driver) -> None:
    case, meeting = await case_flow.a_case(), await case_flow.a_meeting(HARBOUR)
    clicks = [case_flow.do(PutOnAgenda(case, meeting), HARBOUR.secretary, key="the same") for _ in range(4)]
    receipts: list[Receipt] = await asyncio.gather(*clicks)
    assert len({str(receipt) for receipt in receipts}) == 1
    assert [receipt.repeated for receipt in receipts].count(False) == 1
    other = await case_flow.a_case()
    await case_flow.put_on_agenda(other)
    assert await numbers(case_flow, [case, other]) == ["harbour 1/26", "harbour 2/26"]


async def test_a_number_is_kept_where_the_mandate_says_so(case_flow: Driver) -> None:
    starts, numbering = date(2026, 1, 1), Numbering.PERMANENT
    mandate = MandateSet(council=REGION.id, version=1, starts=starts, status=RuleStatus.AGREED, numbering=numbering)
    await case_flow.tell(mandate)
    case = await case_flow.a_case(State.POSTPONED)
    await case_flow.put_on_agenda(case)
    assert (await case_flow.case(case)).numbers == ("harbour 1/26",)


async def test_a_postponed_case_is_taken_up_once_on_its_day(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.ON_AGENDA)
    await case_flow.do(PostponeCase(case, date(2026, 11, 30), REASON), HARBOUR.secretary)
    await case_flow.wait_until(datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
    await case_flow.wait_until(datetime(2026, 12, 30, 9, 0, tzinfo=UTC))
    told = [item.type for item in await case_flow.published()]
    assert ((await case_flow.case(case)).state, told.count(CaseTakenUpAgain.TYPE)) == (State.REPORTED, 1)


async def test_of_two_cases_that_are_merged_into_each_other_one_goes_on(case_flow: Driver) -> None:
    one, other = await case_flow.a_case(), await case_flow.a_case()
    pairs = ((one, other), (other, one))
    done = await asyncio.gather(
        *(case_flow.do(MergeCase(*pair, "Det er samme sak."), HARBOUR.leader) for pair in pairs),
        return_exceptions=True,
    )
    await case_flow.all_followed()
    assert len([what for what in done if isinstance(what, Receipt)]) == 1
    states = {case: (await case_flow.case(case)).state for case in (one, other)}
    assert set(states.values()) == {State.MERGED, State.REPORTED}
    [goes_on] = [case for case, state in states.items() if state is State.REPORTED]
    joined = [item.stream for item in await case_flow.published() if item.type == CaseJoined.TYPE]
    assert joined == [f"case-{goes_on}"]


async def test_of_one_who_receives_and_one_who_regrets_the_other_sees_what_changed(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    done = await asyncio.gather(
        case_flow.do(ReceiveCase(case), REGION.leader),
        case_flow.do(RegretSending(case), HARBOUR.leader),
        return_exceptions=True,
    )
    [refused] = [what for what in done if isinstance(what, BaseException)]
    assert isinstance(refused, WrongState)
    assert "possible now" in refused.detail
    received = isinstance(done[0], Receipt)
    told = await case_flow.case(case)
    assert (told.state, told.holder) == ((State.REPORTED, REGION.id) if received else (State.TREATED, HARBOUR.id))
