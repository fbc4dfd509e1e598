"""Every answer that has not come home, the most overdue first."""

from datetime import timedelta

from case_flow.application.answers.delay_answer import DelayAnswer
from case_flow.application.answers.make_statement import MakeStatement
from case_flow.application.ending.lift_restriction import LiftRestriction
from case_flow.application.ending.restrict_case import RestrictCase
from case_flow.application.reading.list_answers_out import Wanted, list_answers_out
from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.places import CENTRE, DIRECTORATE, HARBOUR, OFFICE, OTHER_REGION, REGION, VALLEY
from councilkit.events.case_words import Basis, Restriction

ALL = Wanted()


async def out(
    case_flow: Driver, wanted: Wanted = ALL, *, after: tuple[str, str] | None = None, limit: int = 50
) -> list[str]:
    service = case_flow.service
    found = await list_answers_out(wanted, after=after, limit=limit, records=service.records, known=service.known)
    return [record.case.id for record in found]


async def test_what_waits_for_an_answer_or_its_receipt_is_listed_and_nothing_else(case_flow: Driver) -> None:
    waiting = {await case_flow.a_case(state) for state in (State.AWAITING_ANSWER, State.COMING_HOME)}
    for state in (State.REPORTED, State.SENT, State.ANSWERED, State.IN_FOLLOW_UP, State.CLOSED):
        await case_flow.a_case(state)
    assert set(await out(case_flow)) == waiting


async def test_the_earliest_day_comes_first_also_when_a_new_one_is_named(case_flow: Driver) -> None:
    far = await case_flow.a_case(State.TREATED)
    await case_flow.do(MakeStatement(far, DIRECTORATE.number, "Spør alltid om tolk."), HARBOUR.leader)
    near = await case_flow.a_case(State.AWAITING_ANSWER)
    assert await out(case_flow) == [near, far]
    until = case_flow.now.date() + timedelta(days=200)
    await case_flow.do(DelayAnswer(near, until, "Vi venter på leverandøren."), OFFICE.manager)
    assert await out(case_flow) == [far, near]


async def test_a_council_sees_its_own_and_a_region_those_of_its_councils(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.AWAITING_ANSWER)
    for mine in (Wanted(council=HARBOUR.id), Wanted(region=REGION.id), Wanted(HARBOUR.id, REGION.id)):
        assert await out(case_flow, mine) == [case]
    for other in (Wanted(council=VALLEY.id), Wanted(region=OTHER_REGION.id), Wanted(CENTRE.id, REGION.id)):
        assert await out(case_flow, other) == []


async def test_a_long_list_goes_on_where_it_ended(case_flow: Driver) -> None:
    cases = [await case_flow.a_case(State.AWAITING_ANSWER) for _ in range(3)]
    first = await out(case_flow, limit=2)
    last = await case_flow.service.records.get(first[-1])
    rest = await out(case_flow, after=(str(last.due), last.case.id))
    assert sorted([*first, *rest]) == sorted(cases)


async def test_a_restricted_case_is_in_no_list_until_that_is_lifted(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.AWAITING_ANSWER)
    until = case_flow.now.date() + timedelta(days=100)
    await case_flow.do(RestrictCase(case, Restriction(basis=Basis.INTERNAL, until=until)), HARBOUR.leader)
    assert await out(case_flow, Wanted(council=HARBOUR.id)) == []
    await case_flow.do(LiftRestriction(case), HARBOUR.leader)
    assert await out(case_flow, Wanted(council=HARBOUR.id)) == [case]
