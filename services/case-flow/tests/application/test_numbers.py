"""Every treatment has a number of its council's own, each once in its year."""

import asyncio
from datetime import UTC, date, datetime

from case_flow.application.hops.receive_case import ReceiveCase
from case_flow.application.treating.put_on_agenda import PutOnAgenda
from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.places import HARBOUR, REGION, VALLEY, Place
from councilkit.events.cases import RuleStatus
from councilkit.events.meetings import MeetingCancelled, MeetingForm, MeetingMoved, MeetingPlanned, MeetingType
from councilkit.events.seating import MandateSet, Numbering
from councilkit.ids import random_id

IN_JANUARY = datetime(2027, 1, 12, 12, 0, tzinfo=UTC)


async def number_of(case_flow: Driver, case: str) -> str | None:
    return (await case_flow.case(case)).number


async def put(case_flow: Driver, case: str, meeting: str, by: Place = HARBOUR) -> str | None:
    await case_flow.do(PutOnAgenda(case, meeting), by.secretary)
    return await number_of(case_flow, case)


async def a_meeting(case_flow: Driver, starts_at: datetime) -> str:
    meeting = random_id()
    kind, form, councils = MeetingType.COUNCIL_MEETING, MeetingForm.DIGITAL, (HARBOUR.id,)
    await case_flow.tell(
        MeetingPlanned(meeting=meeting, councils=councils, type=kind, form=form, starts_at=starts_at),
    )
    return meeting


async def agree(case_flow: Driver, numbering: Numbering, council: str = HARBOUR.id) -> None:
    starts, status = date(2026, 1, 1), RuleStatus.AGREED
    await case_flow.tell(
        MandateSet(council=council, version=1, starts=starts, status=status, numbering=numbering),
    )


async def test_what_a_council_treats_is_numbered_through_the_year(case_flow: Driver) -> None:
    cases = [await case_flow.a_case() for _ in range(3)]
    first, second = await case_flow.a_meeting(HARBOUR), await case_flow.a_meeting(HARBOUR)
    numbers = [await put(case_flow, case, meeting) for case, meeting in zip(cases, [first, first, second], strict=True)]
    assert numbers == ["harbour 1/26", "harbour 2/26", "harbour 3/26"]


async def test_the_year_is_that_of_the_meeting_and_begins_with_one(case_flow: Driver) -> None:
    cases = [await case_flow.a_case() for _ in range(3)]
    ahead, moved = await a_meeting(case_flow, IN_JANUARY), await case_flow.a_meeting(HARBOUR, held=False)
    await case_flow.tell(MeetingMoved(meeting=moved, councils=(HARBOUR.id,), starts_at=IN_JANUARY))
    this_year = await case_flow.a_meeting(HARBOUR)
    numbers = [await put(case_flow, case, on) for case, on in zip(cases, [ahead, this_year, moved], strict=True)]
    assert numbers == ["harbour 1/27", "harbour 1/26", "harbour 2/27"]


async def test_each_council_on_the_way_gives_a_number_of_its_own(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    await case_flow.do(ReceiveCase(case), REGION.leader)
    assert await number_of(case_flow, case) is None
    await case_flow.put_on_agenda(case, REGION)
    treated = await case_flow.case(case)
    assert (treated.number, treated.numbers) == ("region 1/26", ("harbour 1/26", "region 1/26"))


async def test_what_comes_back_is_treated_under_a_new_number(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    assert await put(case_flow, case, await case_flow.a_meeting(HARBOUR)) == "harbour 2/26"


async def test_where_the_practice_is_so_it_keeps_the_number_that_it_had(case_flow: Driver) -> None:
    await agree(case_flow, Numbering.PERMANENT, council=REGION.id)  # it holds for those below, too
    case, other = await case_flow.a_case(State.TREATED), await case_flow.a_case()
    again = await a_meeting(case_flow, IN_JANUARY)
    assert await put(case_flow, case, again) == "harbour 1/26"
    assert (await case_flow.case(case)).numbers == ("harbour 1/26",)
    assert await put(case_flow, other, again) == "harbour 1/27"


async def test_a_case_whose_meeting_never_came_keeps_its_number_within_the_year(case_flow: Driver) -> None:
    case, off = await case_flow.a_case(), await case_flow.a_meeting(HARBOUR, held=False)
    assert await put(case_flow, case, off) == "harbour 1/26"
    await case_flow.tell(MeetingCancelled(meeting=off, councils=(HARBOUR.id,)))
    assert await put(case_flow, case, await case_flow.a_meeting(HARBOUR)) == "harbour 1/26"
    assert await put(case_flow, case, await a_meeting(case_flow, IN_JANUARY)) == "harbour 1/27"


async def test_of_two_that_would_take_the_same_number_one_takes_the_next(case_flow: Driver) -> None:
    cases, meeting = [await case_flow.a_case() for _ in range(5)], await case_flow.a_meeting(HARBOUR)
    await asyncio.gather(*(case_flow.do(PutOnAgenda(case, meeting), HARBOUR.secretary) for case in cases))
    numbers = {await number_of(case_flow, case) for case in cases}
    assert numbers == {f"harbour {running}/26" for running in range(1, 6)}


async def test_a_number_that_we_have_not_heard_of_yet_is_not_given_twice(case_flow: Driver) -> None:
    case, meeting = await case_flow.a_case(), await case_flow.a_meeting(HARBOUR)
    await case_flow.occupy("harbour 1/26")
    assert await put(case_flow, case, meeting) == "harbour 2/26"


async def test_a_repeated_click_takes_no_second_number(case_flow: Driver) -> None:
    case, other, meeting = await case_flow.a_case(), await case_flow.a_case(), await case_flow.a_meeting(HARBOUR)
    command = PutOnAgenda(case, meeting)
    first, again = await asyncio.gather(
        *(case_flow.do(command, HARBOUR.secretary, key="the same") for _ in range(2)),
    )
    assert str(first) == str(again)
    assert {first.repeated, again.repeated} == {True, False}
    assert (await case_flow.case(case)).numbers == ("harbour 1/26",)
    assert await put(case_flow, other, meeting) == "harbour 2/26"


async def test_two_councils_count_each_for_itself(case_flow: Driver) -> None:
    joint = await case_flow.a_meeting(HARBOUR, VALLEY)
    assert await put(case_flow, await case_flow.a_case(), joint) == "harbour 1/26"
    case = await case_flow.a_case(State.TREATED)
    await case_flow.send(case, to=VALLEY)
    await case_flow.do(ReceiveCase(case), VALLEY.leader)
    assert await put(case_flow, case, joint, by=VALLEY) == "valley 1/26"
