"""A case is found by what people call it: a reference, or a number that a council gave it."""

from datetime import date, timedelta

import pytest

from case_flow.application.ending.restrict_case import RestrictCase
from case_flow.application.hops.receive_case import ReceiveCase
from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.http import Http
from case_flow.testing.places import DIRECTORATE, HARBOUR, OFFICE, REGION, VALLEY, begun
from councilkit.callers import Holding
from councilkit.events.case_words import Basis, Restriction
from councilkit.testing.client import Asker

KEPT = Restriction(basis=Basis.CONFIDENTIAL, until=date(2027, 1, 15))


@pytest.fixture(autouse=True)
async def spoken_for(case_flow: Driver) -> None:
    """Somebody sits in the harbour's council, so that nobody stands in for it."""
    await case_flow.tell(begun(HARBOUR.member))


async def called(asker: Asker, name: str, **narrowed: str) -> list[str]:
    answer = await asker.get("/cases", called=name, **narrowed)
    assert answer.status_code == 200
    return [card["id"] for card in answer.json()["items"]]


async def reference_of(case_flow: Driver, case: str) -> str:
    return (await case_flow.case(case)).reference


async def test_a_case_is_found_by_its_reference_alone(http: Http, case_flow: Driver) -> None:
    case, _ = await case_flow.a_case(), await case_flow.a_case()
    assert await called(http.by(VALLEY.observer), await reference_of(case_flow, case)) == [case]


@pytest.mark.parametrize("typed", ["harbour 1/26", "HARBOUR 1/26", " harbour   1/26 ", "region 1/26"])
async def test_a_case_is_found_by_every_number_that_it_has_had(http: Http, case_flow: Driver, typed: str) -> None:
    case = await case_flow.a_case(State.SENT)
    await case_flow.do(ReceiveCase(case), REGION.leader)
    await case_flow.put_on_agenda(case, REGION)
    other = await case_flow.a_case(State.ON_AGENDA)
    assert (await case_flow.case(other)).number == "harbour 2/26"
    assert await called(http.by(VALLEY.observer), typed) == [case]


@pytest.mark.parametrize("typed", ["harbour 1", "harbour 11/26", "26-", "", "Tolk", "$ne", ".*"])
async def test_nothing_is_found_by_a_part_of_a_name(http: Http, case_flow: Driver, typed: str) -> None:
    await case_flow.a_case(State.ON_AGENDA)
    assert await called(http.by(HARBOUR.leader), typed) == []


async def test_a_council_and_a_state_narrow_what_is_found(http: Http, case_flow: Driver) -> None:
    asker, name = http.by(HARBOUR.leader), await reference_of(case_flow, case := await case_flow.a_case())
    assert await called(asker, name, council=HARBOUR.id, state="reported") == [case]
    assert await called(asker, name, council=REGION.id) == []
    assert await called(asker, name, state="sent") == []


@pytest.mark.parametrize("holding", [HARBOUR.observer, OFFICE.manager], ids=lambda one: one.id)
async def test_a_restricted_case_is_found_by_those_with_a_part_in_it(
    http: Http, case_flow: Driver, holding: Holding
) -> None:
    case = await case_flow.a_case(State.AWAITING_ANSWER)
    await case_flow.do(RestrictCase(case, KEPT), HARBOUR.leader)
    for name in (await reference_of(case_flow, case), "harbour 1/26"):
        assert await called(http.by(holding), name) == [case]


@pytest.mark.parametrize("holding", [VALLEY.leader, DIRECTORATE.manager], ids=lambda one: one.id)
async def test_a_restricted_case_is_found_by_nobody_else(http: Http, case_flow: Driver, holding: Holding) -> None:
    case = await case_flow.a_case(State.AWAITING_ANSWER)
    names = (await reference_of(case_flow, case), "harbour 1/26")
    assert [await called(http.by(holding), name) for name in names] == [[case], [case]]
    await case_flow.do(RestrictCase(case, KEPT), HARBOUR.leader)
    assert [await called(http.by(holding), name) for name in names] == [[], []]


async def test_who_has_left_finds_what_was_raised_while_they_sat(http: Http, case_flow: Driver) -> None:
    today = case_flow.now.date()
    left = HARBOUR.secretary.model_copy(update={"starts": today - timedelta(days=9), "ends": today})
    await case_flow.tell(begun(left, last=today))
    name = await reference_of(case_flow, case := await case_flow.a_case())
    case_flow.now += timedelta(days=1)
    later = await reference_of(case_flow, await case_flow.a_case())
    assert await called(http.by(left), name) == [case]
    assert await called(http.by(left), later) == []
    await case_flow.do(RestrictCase(case, KEPT), HARBOUR.leader)
    assert await called(http.by(left), name) == []
