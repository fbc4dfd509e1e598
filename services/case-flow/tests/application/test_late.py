"""What is hoped for by a day is told soon before, when the day is over, and once the level above sees it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from case_flow.application.answers.delay_answer import DelayAnswer
from case_flow.application.answers.give_part import GivePart
from case_flow.application.answers.make_statement import Also, MakeStatement
from case_flow.application.cases import id_in
from case_flow.application.ending.report_follow_up import ReportFollowUp
from case_flow.application.ending.restrict_case import RestrictCase
from case_flow.application.hops.receive_case import ReceiveCase
from case_flow.domain.lateness import seen_above_on, soon_on
from case_flow.domain.next_step import next_steps
from case_flow.domain.transitions import State
from case_flow.testing.driver import REPORT, Driver
from case_flow.testing.places import HARBOUR, OFFICE, REGION, REGIONAL_UNIT
from councilkit.events.case_life import CaseDue, CaseImported
from councilkit.events.case_words import Awaited, Basis, ImportedAs, Late, Progress, Restriction
from councilkit.events.cases import AnswerOutcome, Due, PartAs, RuleStatus
from councilkit.events.councils import Language
from councilkit.ledger import Call, Draft

Told = tuple[Awaited, Late, str | None]


async def told(case_flow: Driver, case: str) -> list[Told]:
    items = [item for item in await case_flow.published() if item.stream == f"case-{case}"]
    return [
        (event.awaited, event.late, event.council or event.unit)
        for item in items
        if isinstance(event := item.event(), CaseDue)
    ]


async def the_due(case_flow: Driver, case: str) -> Due:
    [due] = [step.due for step in next_steps(await case_flow.case(case)) if step.due]
    return due


async def comes(case_flow: Driver, day: date) -> None:
    await case_flow.wait_until(datetime.combine(day, time(12), UTC))


@pytest.mark.parametrize(
    ("state", "awaited", "who"),
    [
        (State.REPORTED, Awaited.WORD, HARBOUR.id),
        (State.SENT, Awaited.RECEIVING, REGION.id),
        (State.AWAITING_ANSWER, Awaited.ANSWER, OFFICE.number),
        (State.COMING_HOME, Awaited.RECEIPT, HARBOUR.id),
        (State.IN_FOLLOW_UP, Awaited.FOLLOW_UP, OFFICE.number),
    ],
)
async def test_what_is_late_is_told_step_by_step_and_each_step_once(
    case_flow: Driver, state: State, awaited: Awaited, who: str
) -> None:
    case = await case_flow.a_case(state)
    due = await the_due(case_flow, case)
    soon = soon_on(due)
    assert soon
    await comes(case_flow, soon - timedelta(days=1))
    assert await told(case_flow, case) == []
    for day in (soon, due.on, due.on + timedelta(days=1), due.on + timedelta(days=2)):
        await comes(case_flow, day)
    expected: list[Told] = [(awaited, Late.SOON, who), (awaited, Late.OVERDUE, who)]
    assert await told(case_flow, case) == expected
    for day in (seen_above_on(due), seen_above_on(due) + timedelta(days=30)):
        await comes(case_flow, day)
    above: list[Told] = [] if who == REGION.id else [(awaited, Late.ABOVE, who)]  # nobody is above the region
    assert await told(case_flow, case) == expected + above


async def test_a_reminder_tells_who_will_see_it_and_when(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.AWAITING_ANSWER)
    due = await the_due(case_flow, case)
    await comes(case_flow, due.on)
    event = (await case_flow.published())[-1].event()
    assert isinstance(event, CaseDue)
    assert (event.above, event.seen_on, event.due) == (REGION.id, due.on + timedelta(days=14), due)


async def test_what_was_slept_through_is_told_as_late_as_it_is(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.AWAITING_ANSWER)
    due = await the_due(case_flow, case)
    await comes(case_flow, due.on + timedelta(days=100))
    assert await told(case_flow, case) == [(Awaited.ANSWER, Late.ABOVE, OFFICE.number)]


async def test_of_an_old_case_nobody_hears_what_was_late_before_it_came_here(case_flow: Driver) -> None:
    known = case_flow.now.date()
    due = Due(on=known - timedelta(days=3), rule="answer-local", status=RuleStatus.AGREED)
    old = CaseImported(
        case="old",
        reference="20-1",
        council=HARBOUR.id,
        lines=(),
        language=Language.NB,
        raised=known - timedelta(days=90),
        state=ImportedAs.AWAITING_ANSWER,
        holder=HARBOUR.id,
        unit=OFFICE.number,
        due=due,
    )
    call = Call("import", "import/1", b"", correlation="c")
    await case_flow.house.ledger.change("case-old", call, lambda *_: Draft(old))
    await comes(case_flow, known + timedelta(days=1))
    assert await told(case_flow, "old") == []
    await comes(case_flow, known + timedelta(days=30))
    assert await told(case_flow, "old") == [(Awaited.ANSWER, Late.ABOVE, OFFICE.number)]


async def test_a_new_day_is_a_new_time(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.AWAITING_ANSWER)
    due = await the_due(case_flow, case)
    await comes(case_flow, due.on)
    later = due.on + timedelta(days=40)
    await case_flow.do(DelayAnswer(case, later, "Vi venter på leverandøren."), OFFICE.manager)
    await comes(case_flow, later - timedelta(days=20))
    assert await told(case_flow, case) == [(Awaited.ANSWER, Late.SOON, OFFICE.number)]
    await comes(case_flow, later + timedelta(days=1))
    assert (await told(case_flow, case))[1:] == [(Awaited.ANSWER, Late.OVERDUE, OFFICE.number)]


async def test_each_part_of_an_answer_has_its_own_time(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    also = (Also(REGIONAL_UNIT.number, PartAs.LINE), Also(OFFICE.number, PartAs.OWNER))
    await case_flow.do(MakeStatement(case, OFFICE.number, "Spør alltid om tolk.", also=also), HARBOUR.leader)
    question = (await case_flow.case(case)).questions[-1]
    await comes(case_flow, question.due.on + timedelta(days=1))
    assert sorted(await told(case_flow, case)) == [
        (Awaited.ANSWER, Late.OVERDUE, OFFICE.number),
        (Awaited.PART, Late.OVERDUE, OFFICE.number),
        (Awaited.PART, Late.SOON, REGIONAL_UNIT.number),
    ]


async def test_a_line_and_an_owner_of_the_same_unit_are_late_each_for_itself(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    also = (Also(OFFICE.number, PartAs.LINE), Also(OFFICE.number, PartAs.OWNER))
    await case_flow.do(MakeStatement(case, REGIONAL_UNIT.number, "Spør alltid om tolk.", also=also), HARBOUR.leader)
    [one, other] = (await case_flow.case(case)).questions[-1].parts
    assert one.due == other.due
    await comes(case_flow, one.due.on)
    assert await late_parts(case_flow) == [(PartAs.LINE, Late.SOON), (PartAs.OWNER, Late.SOON)]
    await case_flow.do(GivePart(case, AnswerOutcome.FOLLOWED, "Ja.", "Vi gjør det."), OFFICE.manager)
    await comes(case_flow, one.due.on + timedelta(days=1))
    assert (await late_parts(case_flow))[2:] == [(PartAs.OWNER, Late.OVERDUE)]


async def late_parts(case_flow: Driver) -> list[tuple[PartAs | None, Late]]:
    events = [item.event() for item in await case_flow.published()]
    found = [one for one in events if isinstance(one, CaseDue) and one.awaited is Awaited.PART]
    assert {one.unit for one in found} == {OFFICE.number}
    return [(one.part, one.late) for one in found]


async def test_nobody_hears_of_what_was_done_in_time(case_flow: Driver) -> None:
    received, answered, done = [
        await case_flow.a_case(state) for state in (State.SENT, State.AWAITING_ANSWER, State.IN_FOLLOW_UP)
    ]
    await case_flow.do(ReceiveCase(received), REGION.leader)
    await case_flow.answer(answered)
    await case_flow.confirm(answered)
    [agreed] = (await case_flow.case(done)).follow_ups
    await case_flow.do(ReportFollowUp(done, agreed.id, Progress.DONE), OFFICE.manager)
    await comes(case_flow, case_flow.now.date() + timedelta(days=365))
    assert {awaited for awaited, *_ in await told(case_flow, received)} == {Awaited.WORD}
    assert await told(case_flow, answered) == await told(case_flow, done) == []


async def test_the_level_above_never_hears_of_a_restricted_case(case_flow: Driver) -> None:
    case = id_in(str(await case_flow.do(REPORT, HARBOUR.member)))
    until = case_flow.now.date() + timedelta(days=700)
    await case_flow.do(RestrictCase(case, Restriction(basis=Basis.INTERNAL, until=until)), HARBOUR.leader)
    due = await the_due(case_flow, case)
    for day in (due.on, due.on + timedelta(days=1), seen_above_on(due)):
        await comes(case_flow, day)
    events = [item.event() for item in await case_flow.published()]
    assert [(one.late, one.above) for one in events if isinstance(one, CaseDue)] == [
        (Late.SOON, None),
        (Late.OVERDUE, None),
    ]
