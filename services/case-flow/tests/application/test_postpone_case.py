"""A case that is postponed comes back by itself, and a council that does it often is told so."""

from datetime import UTC, date, datetime

import pytest

from case_flow.application.treating.postpone_case import PostponeCase
from case_flow.domain.refusals import DayPassed, PostponedTwice
from case_flow.domain.transitions import Action, State
from case_flow.testing.driver import NOW, Driver
from case_flow.testing.places import HARBOUR
from councilkit.events.case_life import CaseTakenUpAgain
from councilkit.policy import NotAllowed

REASON = "Vi må vite mer først."
MONDAY = date(2026, 11, 30)
DAY_BEFORE, DAY = datetime(2026, 11, 29, 22, 59, tzinfo=UTC), datetime(2026, 11, 29, 23, 0, tzinfo=UTC)  # in Oslo


async def postpone(case_flow: Driver, case: str, until: date = MONDAY, *, seen: bool = False) -> None:
    await case_flow.do(PostponeCase(case, until, REASON, seen), HARBOUR.secretary)


async def test_a_postponed_case_is_off_the_agenda_and_nobody_is_waited_for(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.ON_AGENDA)
    await postpone(case_flow, case)
    told = await case_flow.case(case)
    assert (told.state, told.meeting, told.returns, told.postponed) == (State.POSTPONED, None, MONDAY, 1)


async def test_on_its_day_it_is_in_the_queue_again_by_itself_and_once(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.ON_AGENDA)
    await postpone(case_flow, case)
    await case_flow.wait_until(DAY_BEFORE)
    assert (await case_flow.case(case)).state is State.POSTPONED
    await case_flow.wait_until(DAY)
    told = await case_flow.case(case)
    assert (told.state, told.returns, told.postponed) == (State.REPORTED, None, 1)
    await case_flow.wait_until(datetime(2026, 12, 24, tzinfo=UTC))
    assert [item.stream for item in await case_flow.published() if item.type == CaseTakenUpAgain.TYPE] == [
        f"case-{case}"
    ]


async def test_a_case_that_was_put_on_an_agenda_before_its_day_stays_there(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.POSTPONED)
    await case_flow.put_on_agenda(case)
    await case_flow.wait_until(datetime(2027, 1, 31, tzinfo=UTC))
    assert (await case_flow.case(case)).state is State.ON_AGENDA


async def test_the_third_time_the_council_says_that_it_has_seen_how_often(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    for _ in range(2):
        await case_flow.put_on_agenda(case)
        await postpone(case_flow, case)
    await case_flow.put_on_agenda(case)
    with pytest.raises(PostponedTwice) as refused:
        await postpone(case_flow, case)
    assert (refused.value.field, refused.value.members) == ("/seen", {"postponed": 2})
    await postpone(case_flow, case, seen=True)
    assert (await case_flow.case(case)).postponed == 3


async def test_it_is_counted_anew_once_the_case_was_treated(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.POSTPONED)
    await case_flow.put_on_agenda(case)
    await case_flow.treat(case)
    assert (await case_flow.case(case)).postponed == 0


async def test_nobody_postpones_a_case_until_a_day_that_has_come(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.ON_AGENDA)
    with pytest.raises(DayPassed) as refused:
        await postpone(case_flow, case, NOW.date())
    assert refused.value.field == "/until"


async def test_a_member_does_not_postpone_it(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.ON_AGENDA)
    with pytest.raises(NotAllowed):
        await case_flow.do(PostponeCase(case, MONDAY, REASON), HARBOUR.member)


async def test_a_repeated_click_postpones_it_once(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.ON_AGENDA)
    command = PostponeCase(case, MONDAY, REASON)
    receipts = [await case_flow.do(command, HARBOUR.leader, key="the same") for _ in range(2)]
    assert [receipt.repeated for receipt in receipts] == [False, True]
    assert (await case_flow.case(case)).postponed == 1


async def test_what_comes_back_has_a_new_number(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.POSTPONED)
    await case_flow.put_on_agenda(case)
    assert (await case_flow.case(case)).numbers == ("harbour 1/26", "harbour 2/26")


async def test_nobody_takes_it_up_again_by_hand(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.POSTPONED)
    around = await case_flow.service.known.around(await case_flow.case(case), case_flow.now)
    opened = {action for action, _ in (await case_flow.case(case)).open_to([HARBOUR.leader], around)}
    assert Action.TAKE_UP_AGAIN not in opened
    assert Action.PUT_ON_AGENDA in opened
