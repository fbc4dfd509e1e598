"""Cases from several councils become one; each that raised one of them is answered."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from case_flow.application.answers.confirm_answer import ConfirmAnswer
from case_flow.application.cases import id_in
from case_flow.application.following.follow_mergings import FollowMergings
from case_flow.application.hops.receive_case import ReceiveCase
from case_flow.application.raising.withdraw_case import WithdrawCase
from case_flow.application.treating.merge_case import MergeCase
from case_flow.domain.refusals import KeptApart, NotHeldTogether, WrongState
from case_flow.domain.transitions import Action, State
from case_flow.testing.driver import REPORT, Driver
from case_flow.testing.places import HARBOUR, REGION, VALLEY, Place
from councilkit.events.case_life import CaseJoined, CaseMerged
from councilkit.events.case_words import Basis, Restriction
from councilkit.events.structure import CouncilClosed
from councilkit.policy import NotAllowed
from councilkit.refusals import UnknownReference

REASON = "Begge gjelder tolk i første samtale."


async def at_the_region(case_flow: Driver, origin: Place) -> str:
    """Bring a case of a council's to its region."""
    case = id_in(str(await case_flow.do(replace(REPORT, council=origin.id), origin.member)))
    await case_flow.put_on_agenda(case, origin)
    await case_flow.treat(case, origin)
    await case_flow.send(case, origin)
    await case_flow.do(ReceiveCase(case), REGION.leader)
    return case


async def merge(case_flow: Driver, case: str, into: str) -> None:
    await case_flow.do(MergeCase(case, into, REASON), REGION.secretary)
    await case_flow.all_followed()


async def joined(case_flow: Driver) -> list[str]:
    return [item.stream for item in await case_flow.published() if item.type == CaseJoined.TYPE]


async def test_the_case_that_goes_on_takes_in_those_who_raised_the_other(case_flow: Driver) -> None:
    one, other = await at_the_region(case_flow, HARBOUR), await at_the_region(case_flow, VALLEY)
    await merge(case_flow, other, one)
    gone, goes_on = await case_flow.case(other), await case_flow.case(one)
    assert (gone.state, gone.into, gone.origin) == (State.MERGED, one, VALLEY.id)
    assert (goes_on.origin, goes_on.homes) == (HARBOUR.id, (HARBOUR.id, VALLEY.id))


@pytest.mark.parametrize("has_it", [HARBOUR, VALLEY])
async def test_who_came_after_another_that_raised_it_tells_for_both_that_the_answer_has_come(
    case_flow: Driver, has_it: Place
) -> None:
    one, other = await at_the_region(case_flow, HARBOUR), await at_the_region(case_flow, VALLEY)
    await merge(case_flow, other, one)
    await case_flow.put_on_agenda(one, REGION)
    await case_flow.treat(one, REGION)
    await case_flow.make_statement(one, REGION)
    await case_flow.answer(one)
    await case_flow.do(ConfirmAnswer(one), has_it.member)
    closed = CouncilClosed(council=VALLEY.id, on=date(2026, 11, 17), successors=(HARBOUR.id,))
    await case_flow.tell(closed)
    await case_flow.all_followed()
    assert (await case_flow.case(one)).state is State.COMING_HOME
    await case_flow.do(ConfirmAnswer(one), HARBOUR.member)
    assert (await case_flow.case(one)).state is State.ANSWERED


async def test_a_case_that_others_have_joined_is_not_taken_back(case_flow: Driver) -> None:
    one = id_in(str(await case_flow.do(REPORT, HARBOUR.member)))
    other = id_in(str(await case_flow.do(replace(REPORT, council=VALLEY.id), VALLEY.member)))
    await case_flow.put_on_agenda(other, VALLEY)
    await case_flow.treat(other, VALLEY)
    await case_flow.send(other, VALLEY, HARBOUR)
    await case_flow.do(ReceiveCase(other), HARBOUR.leader)
    await case_flow.do(MergeCase(other, one, REASON), HARBOUR.secretary)
    await case_flow.all_followed()
    for by in (HARBOUR.leader, VALLEY.leader):
        with pytest.raises(WrongState, match="wait for an answer"):
            await case_flow.do(WithdrawCase(one), by)
    around = await case_flow.service.known.around(await case_flow.case(one), case_flow.now)
    open_now = (await case_flow.case(one)).open_to([HARBOUR.leader], around)
    assert Action.WITHDRAW not in {action for action, _ in open_now}


async def test_it_is_answered_once_each_of_them_has_the_answer(case_flow: Driver) -> None:
    one, other = await at_the_region(case_flow, HARBOUR), await at_the_region(case_flow, VALLEY)
    await merge(case_flow, other, one)
    await case_flow.put_on_agenda(one, REGION)
    await case_flow.treat(one, REGION)
    await case_flow.make_statement(one, REGION)
    await case_flow.answer(one)
    await case_flow.do(ConfirmAnswer(one), HARBOUR.member)
    assert (await case_flow.case(one)).state is State.COMING_HOME
    await case_flow.do(ConfirmAnswer(one), VALLEY.member)
    assert (await case_flow.case(one)).state is State.ANSWERED


async def test_two_cases_of_one_council_are_joined_too(case_flow: Driver) -> None:
    one, other = await case_flow.a_case(), await case_flow.a_case()
    await case_flow.do(MergeCase(other, one, REASON), HARBOUR.leader)
    await case_flow.all_followed()
    assert (await case_flow.case(one)).homes == (HARBOUR.id,)
    assert await joined(case_flow) == [f"case-{one}"]


async def test_a_case_that_goes_on_as_a_part_of_a_third_one_takes_all_along(case_flow: Driver) -> None:
    one, other, third = [await at_the_region(case_flow, place) for place in (HARBOUR, VALLEY, HARBOUR)]
    await merge(case_flow, other, one)
    await merge(case_flow, one, third)
    assert (await case_flow.case(third)).homes == (HARBOUR.id, VALLEY.id)


async def test_who_is_taken_in_late_is_passed_on(case_flow: Driver) -> None:
    one, other, third = [await at_the_region(case_flow, place) for place in (HARBOUR, VALLEY, HARBOUR)]
    both = [MergeCase(other, one, REASON), MergeCase(one, third, REASON)]
    await asyncio.gather(*(case_flow.do(command, REGION.leader) for command in both))
    await case_flow.all_followed()
    assert (await case_flow.case(third)).homes == (HARBOUR.id, VALLEY.id)


async def test_of_two_that_merge_two_cases_into_each_other_one_wins(case_flow: Driver) -> None:
    one, other = await case_flow.a_case(), await case_flow.a_case()
    done = await asyncio.gather(
        *(case_flow.do(MergeCase(*pair, REASON), HARBOUR.leader) for pair in ((one, other), (other, one))),
        return_exceptions=True,
    )
    await case_flow.all_followed()
    assert [type(what) for what in done if isinstance(what, Exception)] == [WrongState]
    assert {(await case_flow.case(case)).state for case in (one, other)} == {State.MERGED, State.REPORTED}


async def test_a_repeated_click_merges_once(case_flow: Driver) -> None:
    one, other = await case_flow.a_case(), await case_flow.a_case()
    command = MergeCase(other, one, REASON)
    receipts = [await case_flow.do(command, HARBOUR.leader, key="the same") for _ in range(2)]
    await case_flow.all_followed()
    assert [receipt.repeated for receipt in receipts] == [False, True]
    assert await joined(case_flow) == [f"case-{one}"]


async def test_what_follows_a_merging_is_done_once_however_often_it_is_told(case_flow: Driver) -> None:
    one, other = await at_the_region(case_flow, HARBOUR), await at_the_region(case_flow, VALLEY)
    await merge(case_flow, other, one)
    follow = FollowMergings(case_flow.service.cases)
    [told] = [item for item in await case_flow.published() if item.type == CaseMerged.TYPE]
    await follow.at_merging(CaseMerged(case=other, council=REGION.id, into=one), told)
    assert await joined(case_flow) == [f"case-{one}"]


async def test_who_came_after_a_council_that_was_taken_in_is_answered(case_flow: Driver) -> None:
    one, other = await at_the_region(case_flow, HARBOUR), await at_the_region(case_flow, VALLEY)
    await merge(case_flow, other, one)
    await case_flow.tell(CouncilClosed(council=VALLEY.id, on=date(2026, 11, 17), successors=(REGION.id,)))
    await case_flow.all_followed()
    assert (await case_flow.case(one)).homes == (HARBOUR.id, REGION.id)


async def test_who_was_merged_before_the_case_took_it_in_is_followed_too(case_flow: Driver) -> None:
    one, other = await at_the_region(case_flow, HARBOUR), await at_the_region(case_flow, VALLEY)
    closed = CouncilClosed(council=VALLEY.id, on=date(2026, 11, 17), successors=(REGION.id,))
    await asyncio.gather(case_flow.tell(closed), case_flow.do(MergeCase(other, one, REASON), REGION.leader))
    await case_flow.all_followed()
    assert (await case_flow.case(one)).homes == (HARBOUR.id, REGION.id)


async def test_cases_that_lie_with_different_councils_are_not_joined(case_flow: Driver) -> None:
    here, there = await case_flow.a_case(), await at_the_region(case_flow, VALLEY)
    with pytest.raises(NotHeldTogether) as refused:
        await case_flow.do(MergeCase(here, there, REASON), HARBOUR.leader)
    assert refused.value.field == "/into"


@pytest.mark.parametrize("state", [State.SENT, State.AWAITING_ANSWER, State.ANSWERED, State.MERGED])
async def test_a_case_that_has_gone_on_takes_in_no_other(case_flow: Driver, state: State) -> None:
    case, into = await case_flow.a_case(), await case_flow.a_case(state)
    with pytest.raises(NotHeldTogether):
        await case_flow.do(MergeCase(case, into, REASON), HARBOUR.leader)


async def test_a_case_is_no_part_of_itself(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    with pytest.raises(NotHeldTogether):
        await case_flow.do(MergeCase(case, case, REASON), HARBOUR.leader)


async def test_an_unknown_case_is_refused_by_its_field(case_flow: Driver) -> None:
    with pytest.raises(UnknownReference) as refused:
        await case_flow.do(MergeCase(await case_flow.a_case(), "nocase", REASON), HARBOUR.leader)
    assert refused.value.field == "/into"


async def test_a_member_does_not_join_cases(case_flow: Driver) -> None:
    one, other = await case_flow.a_case(), await case_flow.a_case()
    with pytest.raises(NotAllowed):
        await case_flow.do(MergeCase(other, one, REASON), HARBOUR.member)


async def test_a_case_that_is_kept_from_others_joins_only_its_like(case_flow: Driver) -> None:
    restriction = Restriction(basis=Basis.INTERNAL, until=date(2027, 1, 31))
    opened, other = await case_flow.a_case(), await case_flow.a_case()
    restricted = [
        id_in(str(await case_flow.do(replace(REPORT, restriction=restriction), HARBOUR.member))) for _ in range(2)
    ]
    for case, into in ((restricted[0], opened), (opened, restricted[0])):
        with pytest.raises(KeptApart) as refused:
            await case_flow.do(MergeCase(case, into, REASON), HARBOUR.leader)
        assert refused.value.field == "/into"
    await case_flow.do(MergeCase(restricted[0], restricted[1], REASON), HARBOUR.leader)
    await case_flow.do(MergeCase(opened, other, REASON), HARBOUR.leader)


async def test_another_councils_restricted_case_is_as_good_as_missing(case_flow: Driver) -> None:
    restriction = Restriction(basis=Basis.INTERNAL, until=date(2027, 1, 31))
    theirs = replace(REPORT, council=VALLEY.id, restriction=restriction)
    case, hidden = await case_flow.a_case(), id_in(str(await case_flow.do(theirs, VALLEY.member)))
    refusals = []
    for into in (hidden, "nocase"):
        with pytest.raises(UnknownReference) as refused:
            await case_flow.do(MergeCase(case, into, REASON), HARBOUR.leader)
        refusals.append((refused.value.detail, refused.value.field))
    assert refusals[0] == refusals[1]
