from case_flow.application.hops.receive_case import ReceiveCase
from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.places import HARBOUR, REGION


async def test_a_case_travels_up_is_answered_and_comes_home(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    await case_flow.do(ReceiveCase(case), REGION.leader)
    await case_flow.put_on_agenda(case, REGION)
    await case_flow.treat(case, REGION)
    await case_flow.make_statement(case, REGION)
    await case_flow.answer(case)
    assert (await case_flow.case(case)).holder == REGION.id

    await case_flow.confirm(case)
    done = await case_flow.case(case)
    assert (done.state, done.holder, done.path) == (State.ANSWERED, HARBOUR.id, (HARBOUR.id, REGION.id))
