import pytest

from case_flow.application.hops.receive_case import ReceiveCase
from case_flow.application.raising.withdraw_case import WithdrawCase
from case_flow.domain.refusals import WrongState
from case_flow.domain.transitions import Action, State
from case_flow.testing.driver import Driver
from case_flow.testing.places import HARBOUR, REGION, VALLEY
from councilkit.policy import NotAllowed


@pytest.mark.parametrize("state", [State.REPORTED, State.ON_AGENDA])
async def test_whoever_raised_a_case_takes_it_back_before_it_is_treated(case_flow: Driver, state: State) -> None:
    case = await case_flow.a_case(state)
    await case_flow.do(WithdrawCase(case), HARBOUR.member)
    assert (await case_flow.case(case)).state is State.WITHDRAWN


async def test_the_council_that_raised_it_takes_it_back_with_a_reason(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    receipt = await case_flow.do(WithdrawCase(case, "Kontoret har ordnet det."), HARBOUR.secretary)
    reference = (str(receipt), "reason")
    assert (await case_flow.service.records.texts([reference]))[reference] == "Kontoret har ordnet det."


async def test_nobody_else_takes_it_back(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    for stranger in (VALLEY.leader, REGION.leader, HARBOUR.observer):
        with pytest.raises(NotAllowed):
            await case_flow.do(WithdrawCase(case), stranger)


async def test_a_case_that_another_council_holds_is_not_taken_back_nor_offered_so(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    await case_flow.do(ReceiveCase(case), REGION.leader)
    with pytest.raises(WrongState, match="add a note"):
        await case_flow.do(WithdrawCase(case), HARBOUR.member)
    record = await case_flow.service.records.get(case)
    around = await case_flow.service.known.around(record.case, case_flow.now)
    assert Action.WITHDRAW not in {action for action, _ in record.case.open_to([HARBOUR.member], around)}


async def test_a_treated_case_is_not_taken_back(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    with pytest.raises(WrongState):
        await case_flow.do(WithdrawCase(case), HARBOUR.member)
