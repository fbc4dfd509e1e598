from datetime import UTC, date, datetime

import pytest

from case_flow.application.ending.lift_restriction import LiftRestriction
from case_flow.application.ending.restrict_case import RestrictCase
from case_flow.domain.refusals import DayPassed, RestrictedBefore
from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.places import HARBOUR, REGION
from councilkit.events.case_life import RestrictionLifted
from councilkit.events.case_words import Basis, Restriction
from councilkit.policy import NotAllowed

UNTIL_ADVENT = Restriction(basis=Basis.CONFIDENTIAL, until=date(2026, 11, 29))
UNTIL_CHRISTMAS = Restriction(basis=Basis.INTERNAL, until=date(2026, 12, 24))
ADVENT = datetime(2026, 11, 29, 12, tzinfo=UTC)
CHRISTMAS = datetime(2026, 12, 24, 12, tzinfo=UTC)


async def lifted(case_flow: Driver) -> int:
    return len([item for item in await case_flow.published() if item.type == RestrictionLifted.TYPE])


@pytest.mark.parametrize("state", [State.REPORTED, State.AWAITING_ANSWER, State.ANSWERED])
async def test_its_holder_keeps_a_case_from_others_and_lets_them_in_again(case_flow: Driver, state: State) -> None:
    case = await case_flow.a_case(state)
    await case_flow.do(RestrictCase(case, UNTIL_ADVENT), HARBOUR.secretary)
    assert (await case_flow.case(case)).restriction == UNTIL_ADVENT
    await case_flow.do(LiftRestriction(case), HARBOUR.leader)
    assert ((await case_flow.case(case)).restriction, (await case_flow.case(case)).state) == (None, state)


async def test_a_member_and_another_council_do_not(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    for stranger in (HARBOUR.member, REGION.leader):
        with pytest.raises(NotAllowed):
            await case_flow.do(RestrictCase(case, UNTIL_ADVENT), stranger)


async def test_a_case_is_restricted_once_at_a_time(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    with pytest.raises(RestrictedBefore):
        await case_flow.do(LiftRestriction(case), HARBOUR.leader)
    await case_flow.do(RestrictCase(case, UNTIL_ADVENT), HARBOUR.leader)
    with pytest.raises(RestrictedBefore):
        await case_flow.do(RestrictCase(case, UNTIL_CHRISTMAS), HARBOUR.leader)


async def test_it_is_restricted_until_a_day_that_has_not_come(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    with pytest.raises(DayPassed) as refused:
        await case_flow.do(
            RestrictCase(case, Restriction(basis=Basis.INTERNAL, until=date(2026, 11, 17))), HARBOUR.leader
        )
    assert refused.value.field == "/until"


async def test_a_restriction_that_was_set_anew_is_lifted_on_its_own_day(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    await case_flow.do(RestrictCase(case, UNTIL_ADVENT), HARBOUR.leader)
    await case_flow.do(LiftRestriction(case), HARBOUR.leader)
    await case_flow.do(RestrictCase(case, UNTIL_CHRISTMAS), HARBOUR.leader)
    await case_flow.wait_until(ADVENT)
    assert (await case_flow.case(case)).restriction == UNTIL_CHRISTMAS
    await case_flow.wait_until(CHRISTMAS)
    assert ((await case_flow.case(case)).restriction, await lifted(case_flow)) == (None, 2)


async def test_what_was_lifted_by_hand_is_not_lifted_again(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    await case_flow.do(RestrictCase(case, UNTIL_ADVENT), HARBOUR.leader)
    await case_flow.do(LiftRestriction(case), HARBOUR.leader)
    await case_flow.wait_until(CHRISTMAS)
    assert await lifted(case_flow) == 1
