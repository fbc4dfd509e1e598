import pytest

from case_flow.application.ending.close_case import CloseCase
from case_flow.application.ending.reopen_case import ReopenCase
from case_flow.application.hops.receive_case import ReceiveCase
from case_flow.domain.refusals import ReopenedBefore
from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.places import HARBOUR, OFFICE, REGION, VALLEY
from councilkit.policy import NotAllowed

REASON = "Det skjer igjen."


@pytest.mark.parametrize("state", [State.ANSWERED, State.CLOSED])
async def test_a_case_is_taken_up_again_under_the_same_reference(case_flow: Driver, state: State) -> None:
    case = await case_flow.a_case(state)
    before = await case_flow.case(case)
    await case_flow.do(ReopenCase(case, REASON), HARBOUR.member)
    again = await case_flow.case(case)
    assert (again.state, again.reference, again.holder) == (State.REPORTED, before.reference, HARBOUR.id)
    assert (again.meeting, again.outcome, again.received) == (None, None, frozenset())
    assert again.word_by
    assert again.word_by.rule == "word"


async def test_only_who_raised_it_takes_it_up_again(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.CLOSED)
    for stranger in (VALLEY.leader, HARBOUR.observer, OFFICE.manager):
        with pytest.raises(NotAllowed):
            await case_flow.do(ReopenCase(case, REASON), stranger)


async def test_the_second_time_it_takes_something_new(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.CLOSED)
    await case_flow.do(ReopenCase(case, REASON), HARBOUR.member)
    await case_flow.put_on_agenda(case)
    await case_flow.treat(case)
    await case_flow.do(CloseCase(case), HARBOUR.member)
    with pytest.raises(ReopenedBefore) as refused:
        await case_flow.do(ReopenCase(case, REASON), HARBOUR.member)
    assert refused.value.field == "/new_facts"
    await case_flow.do(ReopenCase(case, REASON, new_facts=True), HARBOUR.member)
    assert (await case_flow.case(case)).reopened == 2


async def test_a_case_that_was_answered_far_from_home_is_at_home_again(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    await case_flow.do(ReceiveCase(case), REGION.leader)
    await case_flow.put_on_agenda(case, REGION)
    await case_flow.treat(case, REGION)
    await case_flow.make_statement(case, REGION)
    await case_flow.answer(case)
    await case_flow.confirm(case)
    await case_flow.do(ReopenCase(case, REASON), HARBOUR.leader)
    assert (await case_flow.case(case)).holder == HARBOUR.id
