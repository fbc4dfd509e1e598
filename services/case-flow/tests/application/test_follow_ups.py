"""What was agreed after an answer, or in a meeting, and how far it is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from case_flow.application.ending.agree_follow_up import AgreeFollowUp
from case_flow.application.ending.close_case import CloseCase
from case_flow.application.ending.report_follow_up import ReportFollowUp
from case_flow.application.reading.list_tasks import list_tasks
from case_flow.domain.refusals import (
    BackToFront,
    DayPassed,
    FinishedBefore,
    NoMore,
    NoSuchFollowUp,
    NotTheirs,
    OpenFollowUps,
    WrongState,
)
from case_flow.domain.transitions import State
from case_flow.testing.driver import NOW, Driver
from case_flow.testing.places import CENTRE, DIRECTORATE, HARBOUR, OFFICE, REGION, REGIONAL_UNIT, VALLEY
from councilkit.callers import Holding
from councilkit.events.case_life import FollowUpAgreed
from councilkit.events.case_words import Party, Progress
from councilkit.events.structure import CouncilClosed, UnitClosed
from councilkit.ledger import Call, Draft
from councilkit.policy import NotAllowed
from councilkit.refusals import Refusal, UnknownReference

TODAY = NOW.date()
THE_OFFICE = Party(unit=OFFICE.number)
SOON, LATER = TODAY + timedelta(days=1), TODAY + timedelta(days=29)


def agreeing(case: str, responsible: Party = THE_OFFICE) -> AgreeFollowUp:
    return AgreeFollowUp(case, "Skjemaet får et felt.", responsible, SOON, LATER)


async def agreed(case_flow: Driver, responsible: Party) -> tuple[str, str]:
    case = await case_flow.a_case(State.ANSWERED)
    await case_flow.do(agreeing(case, responsible), HARBOUR.leader)
    return case, (await case_flow.case(case)).follow_ups[-1].id


async def waiting(case_flow: Driver, *asker: Holding) -> list[tuple[str, str | None, date | None]]:
    service = case_flow.service
    tasks = await list_tasks(asker, records=service.records, known=service.known, now=case_flow.now)
    return [(task.action, task.follow_up, task.due.on if task.due else None) for task in tasks]


@pytest.mark.parametrize("state", [State.TREATED, State.ANSWERED, State.IN_FOLLOW_UP])
async def test_what_is_agreed_after_an_answer_or_a_meeting_is_followed_up(case_flow: Driver, state: State) -> None:
    case = await case_flow.a_case(state)
    await case_flow.do(agreeing(case), HARBOUR.secretary)
    told = await case_flow.case(case)
    assert (told.state, told.follow_ups[-1].progress) == (State.IN_FOLLOW_UP, Progress.PLANNED)


async def test_whoever_is_responsible_finds_each_thing_among_the_own_tasks_until_it_is_done(case_flow: Driver) -> None:
    case, first = await agreed(case_flow, THE_OFFICE)
    await case_flow.do(replace(agreeing(case), ends=SOON), HARBOUR.leader)
    second = (await case_flow.case(case)).follow_ups[-1].id
    report = "report_follow_up"
    assert await waiting(case_flow, OFFICE.manager) == [(report, second, SOON), (report, first, LATER)]
    await case_flow.do(ReportFollowUp(case, second, Progress.DONE, "Feltet er på plass."), OFFICE.manager)
    assert await waiting(case_flow, OFFICE.manager) == [(report, first, LATER)]


@pytest.mark.parametrize(
    ("responsible", "by"),
    [
        (THE_OFFICE, OFFICE.owner),
        (Party(council=VALLEY.id), VALLEY.secretary),
        (Party(council=VALLEY.id), HARBOUR.leader),
    ],
)
async def test_the_one_who_is_responsible_tells_how_far_it_is_or_the_council(
    case_flow: Driver, responsible: Party, by: Holding
) -> None:
    case, one = await agreed(case_flow, responsible)
    await case_flow.do(ReportFollowUp(case, one, Progress.UNDER_WAY, ends=LATER + timedelta(days=7)), by)
    [told] = (await case_flow.case(case)).follow_ups
    assert (told.progress, told.ends) == (Progress.UNDER_WAY, LATER + timedelta(days=7))


async def test_nobody_else_tells_how_far_it_is(case_flow: Driver) -> None:
    case, one = await agreed(case_flow, THE_OFFICE)
    for stranger in (DIRECTORATE.manager, VALLEY.leader, HARBOUR.member):
        with pytest.raises(NotAllowed):
            await case_flow.do(ReportFollowUp(case, one, Progress.DONE), stranger)
    await case_flow.do(agreeing(case, Party(council=VALLEY.id)), HARBOUR.leader)
    with pytest.raises(NotTheirs):  # something else is theirs
        await case_flow.do(ReportFollowUp(case, one, Progress.DONE), VALLEY.leader)


async def test_the_council_closes_when_all_is_done_or_dropped(case_flow: Driver) -> None:
    case, one = await agreed(case_flow, THE_OFFICE)
    await case_flow.do(agreeing(case, Party(council=VALLEY.id)), HARBOUR.leader)
    other = (await case_flow.case(case)).follow_ups[-1].id
    await case_flow.do(ReportFollowUp(case, one, Progress.DONE), OFFICE.manager)
    with pytest.raises(OpenFollowUps) as refused:
        await case_flow.do(CloseCase(case), HARBOUR.member)
    assert refused.value.members == {"follow_ups": [other]}
    await case_flow.do(ReportFollowUp(case, other, Progress.DROPPED), VALLEY.leader)
    assert await waiting(case_flow, HARBOUR.member) == [("close_case", None, None)]
    await case_flow.do(CloseCase(case, "Vi er fornøyd."), HARBOUR.member)
    assert (await case_flow.case(case)).state is State.CLOSED


async def test_the_unit_that_answered_does_not_close(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.ANSWERED)
    for stranger in (OFFICE.manager, HARBOUR.observer, VALLEY.member):
        with pytest.raises(NotAllowed):
            await case_flow.do(CloseCase(case), stranger)


async def test_what_is_finished_is_finished_once(case_flow: Driver) -> None:
    case, one = await agreed(case_flow, THE_OFFICE)
    await case_flow.do(ReportFollowUp(case, one, Progress.DROPPED), HARBOUR.leader)
    with pytest.raises(FinishedBefore, match="dropped"):
        await case_flow.do(ReportFollowUp(case, one, Progress.DONE), OFFICE.manager)
    await case_flow.do(ReportFollowUp(case, one, Progress.UNDER_WAY), OFFICE.manager)  # it was begun again
    assert not (await case_flow.case(case)).may_close


@pytest.mark.parametrize(
    ("command", "refusal", "field"),
    [
        (replace(agreeing(""), ends=TODAY), DayPassed, "/ends"),
        (replace(agreeing(""), starts=LATER + timedelta(days=1)), BackToFront, "/ends"),
        (agreeing("", Party(unit="1111")), UnknownReference, "/responsible/unit"),
        (replace(agreeing(""), involved=(Party(council="nowhere"),)), UnknownReference, "/involved/0/council"),
        (
            replace(agreeing(""), informed=(Party(council="region"), Party(unit="1"))),
            UnknownReference,
            "/informed/1/unit",
        ),
    ],
)
async def test_what_cannot_be_agreed_is_refused_by_its_field(
    case_flow: Driver, command: AgreeFollowUp, refusal: type[Refusal], field: str
) -> None:
    case = await case_flow.a_case(State.ANSWERED)
    with pytest.raises(refusal) as refused:
        await case_flow.do(replace(command, case=case), HARBOUR.leader)
    assert refused.value.field == field


async def test_nothing_is_told_of_what_was_not_agreed(case_flow: Driver) -> None:
    case, _ = await agreed(case_flow, THE_OFFICE)
    with pytest.raises(NoSuchFollowUp):
        await case_flow.do(ReportFollowUp(case, "another", Progress.DONE), OFFICE.manager)
    with pytest.raises(WrongState):
        await case_flow.do(ReportFollowUp(await case_flow.a_case(), "another", Progress.DONE), HARBOUR.leader)


async def test_who_came_after_a_council_or_a_unit_is_responsible_for_what_that_was(case_flow: Driver) -> None:
    of_unit, of_council = (
        await agreed(case_flow, THE_OFFICE),
        await agreed(case_flow, Party(council=VALLEY.id)),
    )
    await case_flow.tell(
        UnitClosed(unit=OFFICE.number, on=TODAY, successors=(REGIONAL_UNIT.number,)),
        CouncilClosed(council=VALLEY.id, on=TODAY, successors=(CENTRE.id,)),
    )
    await case_flow.all_followed()
    await case_flow.do(ReportFollowUp(*of_unit, Progress.DONE), REGIONAL_UNIT.manager)
    await case_flow.do(ReportFollowUp(*of_council, Progress.DONE), CENTRE.leader)
    for gone, (case, _) in ((OFFICE.manager, of_unit), (VALLEY.leader, of_council)):
        with pytest.raises((NotAllowed, NotTheirs)):
            await case_flow.do(
                ReportFollowUp(case, (await case_flow.case(case)).follow_ups[0].id, Progress.UNDER_WAY), gone
            )


async def test_nothing_is_agreed_with_a_council_that_is_no_more(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.ANSWERED)
    await case_flow.tell(CouncilClosed(council=VALLEY.id, on=TODAY, successors=(REGION.id,)))
    with pytest.raises(NoMore) as refused:
        await case_flow.do(agreeing(case, Party(council=VALLEY.id)), HARBOUR.leader)
    assert refused.value.field == "/responsible/council"


async def test_what_was_agreed_while_the_closings_were_on_their_way_reaches_the_successors(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.ANSWERED)
    await case_flow.tell(
        UnitClosed(unit=DIRECTORATE.number, on=TODAY, successors=(REGIONAL_UNIT.number,)),
        CouncilClosed(council=VALLEY.id, on=TODAY, successors=(CENTRE.id,)),
    )
    late = FollowUpAgreed(
        case=case,
        follow_up="f",
        council=HARBOUR.id,
        responsible=Party(council=VALLEY.id),
        involved=(Party(unit=DIRECTORATE.number),),
        starts=SOON,
        ends=LATER,
    )
    call = Call(HARBOUR.leader.id, "decided before the closings were heard of", b"", correlation="c")
    await case_flow.house.ledger.change(f"case-{case}", call, lambda *_: Draft(late))
    await case_flow.all_followed()
    [told] = (await case_flow.case(case)).follow_ups
    assert told.parties == (Party(council=CENTRE.id), Party(unit=REGIONAL_UNIT.number))
