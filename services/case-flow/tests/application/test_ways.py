"""What is told of where a case may go is what a hop is held to."""

from contextlib import suppress

import pytest

from case_flow.application.hops.receive_case import ReceiveCase
from case_flow.application.hops.send_case import SendCase
from case_flow.application.reading.list_ways import list_ways
from case_flow.domain.refusals import NoMore, NoSuchRoute
from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.places import BENEFITS, CENTRE, HARBOUR, OTHER_REGION, PLACES, REGION, VALLEY, YOUTH, Place
from councilkit.events.cases import CaseSent, Wish
from councilkit.events.structure import CouncilClosed

PAST_THE_REGION = {place.id: (REGION.id,) for place in (CENTRE, BENEFITS, VALLEY, YOUTH)}


async def ways_of(case_flow: Driver, case: str) -> dict[str, tuple[str, ...]]:
    ways = await list_ways(await case_flow.case(case), known=case_flow.service.known)
    return {way.to: way.copies for way in ways}


async def close(case_flow: Driver, place: Place, *successors: Place) -> None:
    today, after = case_flow.now.date(), tuple(one.id for one in successors)
    await case_flow.tell(CouncilClosed(council=place.id, on=today, successors=after))
    await case_flow.all_followed()


async def at_the_region(case_flow: Driver) -> str:
    case = await case_flow.a_case(State.SENT)
    await case_flow.do(ReceiveCase(case), REGION.leader)
    return case


async def where_it_goes(case_flow: Driver, holder: Place, to: Place) -> tuple[str, tuple[str, ...]] | None:
    """Send a case that has come to this council, if it may be sent; tell who got it and who heard of it."""
    case = await (case_flow.a_case() if holder is HARBOUR else at_the_region(case_flow))
    await case_flow.put_on_agenda(case, holder)
    await case_flow.treat(case, holder)
    with suppress(NoSuchRoute, NoMore):
        await case_flow.do(SendCase(case, to.id, Wish.STATEMENT, "Gjelder flere."), holder.leader)
        sent = (await case_flow.service.records.get(case)).steps[-1].event
        assert isinstance(sent, CaseSent)
        return sent.to, sent.copies
    return None


async def test_a_local_council_is_told_who_hears_of_what_goes_past_its_region(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    assert await ways_of(case_flow, case) == {REGION.id: (), **PAST_THE_REGION}


async def test_a_case_on_its_way_lies_with_its_sender_still(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    assert await ways_of(case_flow, case) == {REGION.id: (), **PAST_THE_REGION}
    await case_flow.do(ReceiveCase(case), REGION.leader)
    assert set(await ways_of(case_flow, case)) == {place.id for place in PLACES} - {REGION.id}


@pytest.mark.parametrize("holder", [HARBOUR, REGION], ids=lambda place: place.id)
@pytest.mark.parametrize("closed", [None, VALLEY, CENTRE, OTHER_REGION], ids=lambda place: place and place.id)
async def test_it_goes_where_it_was_told_and_nowhere_else(
    case_flow: Driver, holder: Place, closed: Place | None
) -> None:
    if closed:
        await close(case_flow, closed)
    case = await (case_flow.a_case() if holder is HARBOUR else at_the_region(case_flow))
    told = await ways_of(case_flow, case)
    hops = [await where_it_goes(case_flow, holder, place) for place in PLACES]
    assert told == dict(hop for hop in hops if hop)  # what is sent to a closed one goes to its heir
    assert not closed or closed.id not in told


async def test_who_came_after_a_council_stands_in_its_place(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    await close(case_flow, REGION, OTHER_REGION)
    heard = (OTHER_REGION.id,)
    expected = {OTHER_REGION.id: (), CENTRE.id: heard, BENEFITS.id: heard, VALLEY.id: heard}
    assert await ways_of(case_flow, case) == expected


async def test_a_case_of_a_merged_council_goes_on_from_where_its_successor_is(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    await close(case_flow, HARBOUR, VALLEY)
    assert set(await ways_of(case_flow, case)) == {REGION.id, CENTRE.id, BENEFITS.id, YOUTH.id}
