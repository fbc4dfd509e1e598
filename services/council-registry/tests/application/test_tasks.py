from datetime import date, timedelta

import pytest

from council_registry.application.seats.add_seat import AddSeat
from council_registry.application.seats.answer_nomination import AnswerNomination
from council_registry.application.seats.close_seat import CloseSeat
from council_registry.application.seats.list_tasks import Task, list_tasks
from council_registry.application.seats.request_nomination import RequestNomination
from council_registry.application.seats.set_mandate import SetMandate
from council_registry.application.seats.start_term import StartTerm
from council_registry.application.seats.tick_handover import TickHandover
from council_registry.application.structure.close_council import CloseCouncil
from council_registry.application.structure.rest_council import RestCouncil
from council_registry.application.structure.set_counting import SetCounting
from council_registry.domain.mandate import Conditions
from council_registry.domain.period import Period
from council_registry.domain.refusals import NoSuchTerm
from council_registry.domain.seat_refusals import NominationOver, SeatInUse
from council_registry.testing.asked import a_contact, an_organisation
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.people import (
    MANAGER,
    OFFICER,
    OFFICER_ELSEWHERE,
    THIS_YEAR,
    TODAY,
    newcomer,
)
from councilkit.callers import Holding
from councilkit.events.cases import RuleStatus
from councilkit.events.councils import Side, TermRole
from councilkit.events.seating import HandoverItem
from councilkit.events.structure import CouncilClosed, CouncilCountingSet
from councilkit.policy import NotAllowed
from councilkit.testing.holdings import a_term

NEXT_YEAR = Period(date(2027, 1, 1), date(2027, 12, 31))


@pytest.fixture
async def seated(registry: Driver) -> Seated:
    return await registry.a_seated_council()


async def waiting(registry: Driver, by: Holding, day: date = TODAY) -> list[Task]:
    service = registry.service
    standing = await service.directories.on(day)
    return await list_tasks([by], standing, rules=service.rules, requests=service.requests)


async def deeds(registry: Driver, by: Holding, day: date = TODAY) -> list[tuple[str, str | None]]:
    return [(task.action, task.seat) for task in await waiting(registry, by, day)]


async def test_a_seat_that_is_empty_or_will_be_waits_for_those_who_fill_it(registry: Driver, seated: Seated) -> None:
    for by in (seated.leader, seated.secretary):
        assert await deeds(registry, by) == [("fill_seat", seated.desk), ("fill_seat", seated.chair)]
    [_, ending] = await waiting(registry, seated.secretary)
    assert (ending.on, ending.acting, ending.council.id) == (THIS_YEAR.ends, seated.secretary.id, seated.id)
    for by in (MANAGER, OFFICER, a_term(seated.id, "member"), a_term("elsewhere")):
        assert await deeds(registry, by) == []


async def test_a_seat_for_which_somebody_is_to_come_waits_for_nobody(registry: Driver, seated: Seated) -> None:
    await registry.do(StartTerm(seated.id, seated.chair, TermRole.LEADER, NEXT_YEAR, newcomer("Rolig Fjord")), OFFICER)
    assert await deeds(registry, seated.secretary) == [("fill_seat", seated.desk)]


async def test_an_organisation_is_waited_for_and_then_the_council(registry: Driver, seated: Seated) -> None:
    organisation = await an_organisation(registry)
    contact = await a_contact(registry, organisation)
    assert await waiting(registry, contact) == []
    due = TODAY + timedelta(days=7)
    await registry.do(RequestNomination(seated.id, seated.chair, organisation, due, "Anybody"), seated.secretary)
    [asked] = await waiting(registry, contact)
    assert (asked.action, asked.on, asked.seat, asked.acting) == ("answer_nomination", due, seated.chair, contact.id)
    assert await deeds(registry, seated.secretary) == [("fill_seat", seated.desk)]

    assert asked.nomination
    await registry.do(AnswerNomination(asked.nomination, ()), contact)
    assert await waiting(registry, contact) == []
    assert ("look_at_nominees", seated.chair) in await deeds(registry, seated.secretary)


async def test_a_mandate_is_reviewed_when_its_day_comes_near(registry: Driver, seated: Seated) -> None:
    review = TODAY + timedelta(days=61)
    conditions = Conditions(Period(TODAY), review, RuleStatus.AGREED, {})
    await registry.do(SetMandate(seated.id, conditions), seated.leader)
    assert "review_mandate" not in dict(await deeds(registry, seated.leader))
    tomorrow = await waiting(registry, seated.leader, TODAY + timedelta(days=1))
    assert [task.on for task in tomorrow if task.action == "review_mandate"] == [review]


async def test_a_mandate_that_has_ended_is_reviewed_until_another_is_set(registry: Driver, seated: Seated) -> None:
    ended = Conditions(Period(TODAY, TODAY), None, RuleStatus.AGREED, {})
    await registry.do(SetMandate(seated.id, ended), seated.leader)
    later = TODAY + timedelta(days=30)
    [task] = [task for task in await waiting(registry, seated.leader, later) if task.action == "review_mandate"]
    assert task.on == TODAY
    follows = Conditions(Period(NEXT_YEAR.starts), None, RuleStatus.AGREED, {})
    await registry.do(SetMandate(seated.id, follows), seated.leader)
    assert "review_mandate" not in dict(await deeds(registry, seated.leader, later))


async def test_whoever_is_new_and_the_secretary_see_what_is_to_be_handed_over(registry: Driver, seated: Seated) -> None:
    await registry.do(
        StartTerm(seated.id, seated.desk, TermRole.OBSERVER, Period(TODAY), newcomer("Rolig Fjord")), OFFICER
    )
    [term] = [
        id for id, term in (await registry.service.councils.get(seated.id)).terms.items() if term.seat == seated.desk
    ]
    new = a_term(seated.id, "observer", side="nav", id=term)
    for by in (new, seated.secretary):
        [task] = [task for task in await waiting(registry, by) if task.action == "tick_handover"]
        assert (task.term, task.on) == (term, TODAY + timedelta(days=60))
    for item in HandoverItem:
        await registry.do(TickHandover(seated.id, term, item, done=True), new)
    assert await waiting(registry, new) == []
    await registry.do(TickHandover(seated.id, term, HandoverItem.PAPERS, done=False), seated.secretary)
    assert await deeds(registry, new) == [("tick_handover", seated.desk)]


async def test_a_handover_is_ticked_by_the_new_one_and_those_who_fill_seats(registry: Driver, seated: Seated) -> None:
    tick = TickHandover(seated.id, seated.leader.id, HandoverItem.PAPERS, done=True)
    for by in (seated.leader, seated.secretary, OFFICER):
        await registry.do(tick, by)
    for by in (a_term(seated.id, "member"), OFFICER_ELSEWHERE, MANAGER):
        with pytest.raises(NotAllowed):
            await registry.do(tick, by)
    with pytest.raises(NoSuchTerm):
        await registry.do(TickHandover(seated.id, "nobody", HandoverItem.PAPERS, done=True), OFFICER)


async def test_a_seat_goes_when_its_deputys_and_its_term_have_gone(registry: Driver, seated: Seated) -> None:
    await registry.do(AddSeat(seated.id, Side.USER, seated.chair), OFFICER)
    *_, deputys = (await registry.service.councils.get(seated.id)).seats
    with pytest.raises(SeatInUse):
        await registry.do(CloseSeat(seated.id, seated.chair, NEXT_YEAR.starts), OFFICER)
    for seat in (deputys, seated.chair):
        await registry.do(CloseSeat(seated.id, seat, date(2026, 12, 31)), OFFICER)
    assert await deeds(registry, seated.secretary) == [("fill_seat", seated.desk)]


async def test_nobody_is_looked_for_in_a_council_that_is_to_close(registry: Driver, seated: Seated) -> None:
    await registry.do(CloseCouncil(CouncilClosed(council=seated.id, on=NEXT_YEAR.starts)), OFFICER)
    assert await deeds(registry, seated.secretary) == []


async def test_nobody_looks_for_anybody_while_a_council_rests_or_is_left_in_peace(
    registry: Driver, seated: Seated
) -> None:
    await registry.do(SetCounting(CouncilCountingSet(council=seated.id, quiet=True)), OFFICER)
    assert await deeds(registry, seated.secretary) == []
    await registry.do(SetCounting(CouncilCountingSet(council=seated.id, quiet=False)), OFFICER)
    assert await deeds(registry, seated.secretary) != []
    await registry.do(RestCouncil(seated.id, TODAY), OFFICER)
    assert await deeds(registry, seated.secretary) == []


async def test_a_closed_council_waits_for_no_names(registry: Driver, seated: Seated) -> None:
    organisation = await an_organisation(registry)
    contact = await a_contact(registry, organisation)
    due = TODAY + timedelta(days=7)
    await registry.do(RequestNomination(seated.id, seated.chair, organisation, due, "Anybody"), seated.secretary)
    [asked] = await waiting(registry, contact)
    await registry.do(CloseCouncil(CouncilClosed(council=seated.id, on=TODAY)), OFFICER)
    await registry.settle()
    assert await waiting(registry, contact) == []
    with pytest.raises(NominationOver):
        await registry.do(AnswerNomination(asked.nomination or "", ()), contact)
