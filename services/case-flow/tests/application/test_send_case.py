import asyncio

import pytest

from case_flow.application.hops.receive_case import ReceiveCase
from case_flow.application.hops.return_case import ReturnCase
from case_flow.application.hops.send_case import SendCase
from case_flow.domain.refusals import NoSuchRoute, WrongState
from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.places import CENTRE, HARBOUR, OTHER_REGION, REGION, VALLEY, Place
from councilkit.events.cases import CaseReturned, Wish
from councilkit.ledger import Stale
from councilkit.policy import NotAllowed
from councilkit.refusals import UnknownReference

REASON = "Gjelder hele regionen."


async def test_a_local_council_sends_a_case_to_its_own_region(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    await case_flow.do(SendCase(case, REGION.id, Wish.STATEMENT, REASON), HARBOUR.leader)
    sent = await case_flow.case(case)
    assert (sent.state, sent.addressee, sent.holder) == (State.SENT, REGION.id, HARBOUR.id)
    assert sent.receive_by is not None
    assert sent.receive_by.rule == "receive"


async def test_a_hop_that_is_no_route_is_refused(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    with pytest.raises(NoSuchRoute):
        await case_flow.do(SendCase(case, OTHER_REGION.id, Wish.STATEMENT, REASON), HARBOUR.leader)
    assert (await case_flow.case(case)).state is State.TREATED


@pytest.mark.parametrize("to", [CENTRE, VALLEY])
async def test_the_region_hears_of_a_hop_past_it(case_flow: Driver, to: Place) -> None:
    case = await case_flow.a_case(State.TREATED)
    await case_flow.do(SendCase(case, to.id, Wish.STATEMENT, REASON), HARBOUR.leader)
    assert (await case_flow.case(case)).copies == (REGION.id,)


async def test_an_unknown_council_is_refused_by_its_field(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    with pytest.raises(UnknownReference) as refused:
        await case_flow.do(SendCase(case, "nowhere", Wish.STATEMENT, REASON), HARBOUR.leader)
    assert refused.value.field == "/to"


async def test_a_council_whose_founding_is_still_on_its_way_is_waited_for(patient_case_flow: Driver) -> None:
    case_flow = patient_case_flow
    case = await case_flow.a_case(State.SENT)
    await case_flow.do(ReceiveCase(case), REGION.leader)
    await case_flow.put_on_agenda(case, REGION)
    await case_flow.treat(case, REGION)
    newcomer = Place("newcomer", VALLEY.level, parent=REGION.id)
    sending = asyncio.create_task(case_flow.do(SendCase(case, newcomer.id, Wish.ANSWER, REASON), REGION.leader))
    await asyncio.sleep(0.01)
    await case_flow.tell(newcomer.founded)
    await sending
    assert (await case_flow.case(case)).addressee == newcomer.id


async def test_the_holder_changes_when_the_other_council_receives(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    await case_flow.do(ReceiveCase(case), REGION.secretary)
    received = await case_flow.case(case)
    assert (received.state, received.holder, received.origin) == (State.REPORTED, REGION.id, HARBOUR.id)


async def test_the_sender_cannot_receive_for_the_other_council(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    with pytest.raises(NotAllowed):
        await case_flow.do(ReceiveCase(case), HARBOUR.leader)


async def test_a_regional_council_returns_a_case_with_its_reason(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    await case_flow.do(ReturnCase(case, "Hører hjemme i kommunen."), REGION.secretary)
    assert (await case_flow.case(case)).holder == HARBOUR.id
    assert (await case_flow.published())[-1].type == CaseReturned.TYPE


async def test_a_case_cannot_be_received_twice(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    await case_flow.do(ReceiveCase(case), REGION.secretary)
    with pytest.raises(WrongState, match="possible now: put_on_agenda"):
        await case_flow.do(ReceiveCase(case), REGION.secretary)


async def test_of_two_who_answer_what_they_saw_only_the_first_is_heard(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    seen = (await case_flow.service.records.get(case)).sequence
    await case_flow.do(ReceiveCase(case), REGION.leader, expected=seen)
    with pytest.raises(Stale):
        await case_flow.do(ReturnCase(case, REASON), REGION.secretary, expected=seen)
