"""Who has left a council reads on what it raised while they sat there, and nothing else."""

from datetime import date, timedelta

import pytest

from case_flow.application.reading.list_cards import Wanted, list_remembered
from case_flow.application.reading.read_case import read_case
from case_flow.domain.refusals import NoSuchCase
from case_flow.domain.transitions import State
from case_flow.testing.driver import NOW, Driver
from case_flow.testing.places import HARBOUR, REGION, begun
from councilkit.callers import Holding
from councilkit.workdays import oslo_day

TODAY = oslo_day(NOW)
A_DAY = timedelta(days=1)


def left(starts: date, ends: date, council: str = HARBOUR.id) -> Holding:
    return HARBOUR.member.model_copy(update={"council": council, "starts": starts, "ends": ends})


SAT_THEN = left(TODAY - A_DAY, TODAY)


async def test_a_former_member_reads_the_texts_of_what_was_raised_in_their_time_and_does_nothing(
    case_flow: Driver,
) -> None:
    case = await case_flow.a_case(State.ANSWERED)
    service = case_flow.service
    nobody: tuple[Holding, ...] = ()
    reading = await read_case(case, nobody, former=[SAT_THEN], records=service.records, known=service.known, now=NOW)
    assert reading.texts_visible
    assert {name for _, name in reading.texts} >= {"title", "description", "reason"}
    assert reading.open_now == []


@pytest.mark.parametrize(
    "former",
    [
        left(TODAY - 9 * A_DAY, TODAY - A_DAY),
        left(TODAY + A_DAY, TODAY + 9 * A_DAY),
        left(TODAY - A_DAY, TODAY, council=REGION.id),
    ],
)
async def test_what_was_raised_at_another_time_or_place_is_not_there_for_them(
    case_flow: Driver, former: Holding
) -> None:
    case = await case_flow.a_case(State.SENT)
    service = case_flow.service
    with pytest.raises(NoSuchCase):
        await read_case(case, (), former=[former], records=service.records, known=service.known, now=NOW)
    assert not await list_remembered(Wanted(), [former], before=None, limit=10, records=service.records)


async def test_their_list_holds_what_they_raised_and_pages_on(case_flow: Driver) -> None:
    cases = [await case_flow.a_case() for _ in range(3)]
    records = case_flow.service.records
    first = await list_remembered(Wanted(), [SAT_THEN], before=None, limit=2, records=records)
    rest = await list_remembered(Wanted(), [SAT_THEN], before=first[-1].position, limit=2, records=records)
    assert [record.case.id for record in (*first, *rest)] == cases[::-1]


async def test_their_list_is_narrowed_as_that_of_the_others(case_flow: Driver) -> None:
    closed, sent = await case_flow.a_case(State.CLOSED), await case_flow.a_case(State.SENT)
    records = case_flow.service.records

    async def listed(wanted: Wanted) -> list[str]:
        found = await list_remembered(wanted, [SAT_THEN], before=None, limit=9, records=records)
        return [record.case.id for record in found]

    assert await listed(Wanted(over=True)) == [closed]
    assert await listed(Wanted(over=False)) == await listed(Wanted(council=REGION.id)) == [sent]


async def test_who_sits_elsewhere_now_still_reads_the_texts_of_then(case_flow: Driver) -> None:
    await case_flow.tell(begun(HARBOUR.member))  # so that nobody stands in for it
    case = await case_flow.a_case()
    service = case_flow.service
    now = REGION.leader
    reading = await read_case(case, [now], former=[SAT_THEN], records=service.records, known=service.known, now=NOW)
    assert "description" in {name for _, name in reading.texts}
    without = await read_case(case, [now], records=service.records, known=service.known, now=NOW)
    assert "description" not in {name for _, name in without.texts}
