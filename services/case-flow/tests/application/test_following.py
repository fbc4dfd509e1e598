import asyncio
from datetime import date

import pytest

from case_flow.subscriptions import VIEWS
from case_flow.testing.driver import Driver
from case_flow.testing.places import HARBOUR, OFFICE, begun
from councilkit.events.councils import PostEnded, TermEnded
from councilkit.events.examples import example_items
from councilkit.events.publishers import FOLLOWS, told_by
from councilkit.holdings import HoldingEnded
from councilkit.inbox import View
from councilkit.testing.views import folded

LAST_DAY, DAY_AFTER = date(2026, 11, 17), date(2026, 11, 18)


def test_we_follow_whom_the_published_contracts_say_and_wait_for_nothing_that_they_never_tell() -> None:
    assert set(FOLLOWS["case-flow"]) == set(VIEWS)
    for publisher, views in VIEWS.items():
        assert {event for view in views for event in view.folds} <= set(told_by(publisher).values())


@pytest.mark.parametrize(
    ("publisher", "view"),
    [pytest.param(publisher, view, id=view.name) for publisher, views in VIEWS.items() for view in views],
)
def test_every_curated_example_is_taken_in(publisher: str, view: View) -> None:
    items = [item for item in example_items() if item.source == publisher]
    assert {type(item.event()) for item in items} >= set(view.folds)
    assert folded(view, items)


async def test_a_term_that_was_ended_is_refused_from_the_day_after(case_flow: Driver) -> None:
    await case_flow.tell(TermEnded(council=HARBOUR.id, term=HARBOUR.leader.id, on=LAST_DAY))
    await case_flow.service.holdings.refuse_ended(HARBOUR.leader, LAST_DAY)
    with pytest.raises(HoldingEnded):
        await case_flow.service.holdings.refuse_ended(HARBOUR.leader, DAY_AFTER)


async def test_a_post_that_was_ended_is_refused_from_the_day_after(case_flow: Driver) -> None:
    await case_flow.tell(PostEnded(post=OFFICE.manager.id, unit=OFFICE.number, on=LAST_DAY))
    await case_flow.service.holdings.refuse_ended(OFFICE.manager, LAST_DAY)
    with pytest.raises(HoldingEnded):
        await case_flow.service.holdings.refuse_ended(OFFICE.manager, DAY_AFTER)


async def test_a_term_ends_by_itself_on_its_last_day(case_flow: Driver) -> None:
    member = HARBOUR.member
    await case_flow.tell(begun(member, last=LAST_DAY))
    assert not await case_flow.service.holdings.ended([member], LAST_DAY)
    assert await case_flow.service.holdings.ended([member], DAY_AFTER)


async def test_a_term_that_we_have_not_heard_of_is_left_to_its_token(case_flow: Driver) -> None:
    assert not await case_flow.service.holdings.ended([HARBOUR.secretary], DAY_AFTER)


async def test_a_term_whose_beginning_is_still_on_its_way_is_waited_for(patient_case_flow: Driver) -> None:
    leader = HARBOUR.leader
    asking = asyncio.create_task(patient_case_flow.service.known.holding(leader.id, field="Acting-As"))
    await asyncio.sleep(0.01)
    assert not asking.done()
    await patient_case_flow.tell(begun(leader))
    assert await asking == leader
