"""Nothing stays with a council or a unit that is no more."""

from datetime import date

import pytest

from case_flow.application.answers.confirm_answer import ConfirmAnswer
from case_flow.application.answers.give_answer import GiveAnswer
from case_flow.application.answers.make_statement import MakeStatement
from case_flow.application.hops.receive_case import ReceiveCase
from case_flow.application.hops.send_case import SendCase
from case_flow.application.raising.appeal import Appeal
from case_flow.application.raising.decide_appeal import DecideAppeal
from case_flow.application.raising.turn_away import TurnAway
from case_flow.domain.refusals import NoMore
from case_flow.domain.transitions import State
from case_flow.testing.driver import REPORT, WAYS, Driver
from case_flow.testing.places import CENTRE, HARBOUR, OFFICE, OTHER_REGION, REGION, REGIONAL_UNIT, VALLEY, Place
from councilkit.events.case_words import Unfit
from councilkit.events.cases import AnswerOutcome, AnswerPassedOn, CaseSent, CaseTakenOver, Due, RuleStatus, Wish
from councilkit.events.structure import CouncilClosed, UnitClosed
from councilkit.ledger import Call, Draft
from councilkit.policy import NotAllowed

ON = date(2026, 11, 17)
FOLLOWING = {CaseTakenOver.TYPE, AnswerPassedOn.TYPE}


async def close(case_flow: Driver, place: Place, *successors: Place) -> None:
    await case_flow.tell(CouncilClosed(council=place.id, on=ON, successors=tuple(one.id for one in successors)))
    await case_flow.all_followed()


@pytest.mark.parametrize("state", WAYS)
async def test_a_case_of_a_merged_council_is_its_successors_whatever_state_it_is_in(
    case_flow: Driver, state: State
) -> None:
    case = await case_flow.a_case(state)
    await close(case_flow, HARBOUR, VALLEY)
    told = await case_flow.case(case)
    assert (told.state, told.origin, told.home) == (state, HARBOUR.id, VALLEY.id)
    assert HARBOUR.id not in {*told.path, told.holder}


async def test_the_answer_comes_home_to_whoever_came_after_the_council_that_asked(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.COMING_HOME)
    await close(case_flow, HARBOUR, VALLEY)
    with pytest.raises(NotAllowed):
        await case_flow.do(ConfirmAnswer(case), HARBOUR.member)
    await case_flow.do(ConfirmAnswer(case), VALLEY.member)
    assert (await case_flow.case(case)).state is State.ANSWERED


async def test_a_case_on_its_way_to_a_merged_council_is_received_by_its_successor(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    await close(case_flow, REGION, OTHER_REGION)
    await case_flow.do(ReceiveCase(case), OTHER_REGION.secretary)
    assert (await case_flow.case(case)).holder == OTHER_REGION.id


async def test_of_a_council_that_was_split_the_first_successor_takes_over(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    await close(case_flow, HARBOUR, VALLEY, REGION)
    assert (await case_flow.case(case)).holder == VALLEY.id


async def test_the_council_above_takes_over_from_one_without_a_successor(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    await close(case_flow, HARBOUR)
    assert (await case_flow.case(case)).holder == REGION.id


async def test_a_case_is_handed_on_as_often_as_councils_merge(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    await close(case_flow, HARBOUR, VALLEY)
    await close(case_flow, VALLEY)
    told = await case_flow.case(case)
    assert (told.holder, told.closed) == (REGION.id, (HARBOUR.id, VALLEY.id))


async def test_one_command_follows_for_each_case_and_none_for_those_of_others(case_flow: Driver) -> None:
    theirs = [await case_flow.a_case() for _ in range(3)]
    await close(case_flow, VALLEY)
    assert not [item for item in await case_flow.published() if item.type in FOLLOWING]
    await close(case_flow, HARBOUR)
    followed = [item for item in await case_flow.published() if item.type in FOLLOWING]
    assert sorted(item.stream for item in followed) == sorted(f"case-{case}" for case in theirs)


async def test_what_is_sent_to_a_council_that_was_merged_goes_to_its_successor(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    await close(case_flow, REGION, OTHER_REGION)
    await case_flow.do(SendCase(case, REGION.id, Wish.ANSWER, "Gjelder hele regionen."), HARBOUR.leader)
    assert (await case_flow.case(case)).addressee == OTHER_REGION.id


async def test_who_is_between_is_told_also_where_it_was_merged(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    await close(case_flow, REGION, OTHER_REGION)
    await case_flow.do(SendCase(case, CENTRE.id, Wish.ANSWER, "Gjelder hele landet."), HARBOUR.leader)
    assert (await case_flow.case(case)).copies == (OTHER_REGION.id,)


async def test_nothing_is_sent_to_a_closed_council_that_nobody_came_after(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    await close(case_flow, CENTRE)
    with pytest.raises(NoMore) as refused:
        await case_flow.do(SendCase(case, CENTRE.id, Wish.ANSWER, "Gjelder hele landet."), HARBOUR.leader)
    assert refused.value.field == "/to"


async def test_nothing_is_raised_in_a_closed_council(case_flow: Driver) -> None:
    await close(case_flow, HARBOUR, VALLEY)
    with pytest.raises(NoMore) as refused:
        await case_flow.do(REPORT, HARBOUR.member)
    assert refused.value.field == "/council"


async def test_what_was_sent_while_the_closing_was_on_its_way_reaches_the_successor(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    await close(case_flow, REGION, OTHER_REGION)
    due = Due(on=ON, rule="receive", status=RuleStatus.PROPOSED)
    late = CaseSent(case=case, sender=HARBOUR.id, to=REGION.id, wish=Wish.ANSWER, due=due)
    call = Call(HARBOUR.leader.id, "decided before the closing was heard of", b"", correlation="c")
    await case_flow.house.ledger.change(f"case-{case}", call, lambda *_: Draft(late))
    await case_flow.all_followed()
    assert (await case_flow.case(case)).addressee == OTHER_REGION.id


async def test_the_successor_of_a_unit_answers_what_that_was_asked(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.AWAITING_ANSWER)
    await case_flow.tell(UnitClosed(unit=OFFICE.number, on=ON, successors=(REGIONAL_UNIT.number,)))
    await case_flow.all_followed()
    answer = GiveAnswer(case, AnswerOutcome.FOLLOWED, "Vi spør om tolk.", "Det er bestemt.")
    with pytest.raises(NotAllowed):
        await case_flow.do(answer, OFFICE.manager)
    await case_flow.do(answer, REGIONAL_UNIT.manager)
    assert (await case_flow.case(case)).state is State.COMING_HOME


async def test_a_closed_unit_is_asked_for_nothing(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    await case_flow.tell(UnitClosed(unit=OFFICE.number, on=ON, successors=(REGIONAL_UNIT.number,)))
    with pytest.raises(NoMore) as refused:
        await case_flow.do(MakeStatement(case, OFFICE.number, "Spør alltid om tolk."), HARBOUR.leader)
    assert refused.value.field == "/unit"


async def test_councils_that_went_into_each_other_leave_nobody_to_take_over(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    closings = [
        CouncilClosed(council=one.id, on=ON, successors=(other.id,))
        for one, other in ((HARBOUR, VALLEY), (VALLEY, HARBOUR))
    ]
    await case_flow.tell(*closings)
    await case_flow.all_followed()
    assert await case_flow.service.known.heir(HARBOUR.id) is None
    assert await parked(case_flow)
    assert (await case_flow.case(case)).holder in {HARBOUR.id, VALLEY.id}


async def test_units_that_went_into_each_other_leave_nobody_to_answer(case_flow: Driver) -> None:
    for one, other in ((OFFICE, REGIONAL_UNIT), (REGIONAL_UNIT, OFFICE)):
        await case_flow.tell(UnitClosed(unit=one.number, on=ON, successors=(other.number,)))
    assert await case_flow.service.known.heir_of_unit(OFFICE.number) is None


async def test_what_reaches_a_closed_council_without_an_heir_is_set_aside_and_not_forgotten(
    case_flow: Driver,
) -> None:
    case = await case_flow.a_case(State.TREATED)
    await close(case_flow, OTHER_REGION)
    due = Due(on=ON, rule="receive", status=RuleStatus.PROPOSED)
    late = CaseSent(case=case, sender=HARBOUR.id, to=OTHER_REGION.id, wish=Wish.ANSWER, due=due)
    call = Call(HARBOUR.leader.id, "decided before the closing was heard of", b"", correlation="c")
    await case_flow.house.ledger.change(f"case-{case}", call, lambda *_: Draft(late))
    await case_flow.all_followed()
    assert f"case-{case}" in await parked(case_flow)


async def parked(case_flow: Driver) -> set[str]:
    """Tell the streams that were set aside."""
    inbox = case_flow.house.stores.inbox
    found = [await inbox.parked(consumer) for consumer in await case_flow.house.consumers()]
    return {stream for streams in found for stream in streams}


async def test_who_came_after_the_council_that_was_asked_decides_on_an_appeal(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    await case_flow.do(TurnAway(case, Unfit.OUTSIDE_MANDATE, "Det er kommunens sak."), HARBOUR.member)
    await case_flow.do(Appeal(case, "Den gjelder oss alle."), HARBOUR.member)
    await close(case_flow, REGION, OTHER_REGION)
    await case_flow.do(DecideAppeal(case, stands=False, reason="Den er for et utvalg."), OTHER_REGION.member)
    assert (await case_flow.case(case)).state is State.REPORTED


async def test_a_council_that_was_told_while_its_closing_was_on_its_way_is_followed_too(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    await close(case_flow, REGION, OTHER_REGION)
    due = Due(on=ON, rule="receive", status=RuleStatus.PROPOSED)
    to, told = CENTRE.id, (REGION.id,)
    late = CaseSent(case=case, sender=HARBOUR.id, to=to, wish=Wish.ANSWER, due=due, copies=told)
    call = Call(HARBOUR.leader.id, "decided before the closing was heard of", b"", correlation="c")
    await case_flow.house.ledger.change(f"case-{case}", call, lambda *_: Draft(late))
    await case_flow.all_followed()
    assert (await case_flow.case(case)).copies == (OTHER_REGION.id,)
