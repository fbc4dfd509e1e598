"""Nobody who came to a meeting is later said not to have sat there, and nothing begins before its council does."""

from datetime import UTC, datetime, timedelta

import pytest

from council_registry.application.meetings.hold_meeting import HoldMeeting
from council_registry.application.meetings.plan_meeting import PlanMeeting
from council_registry.application.people.start_post import StartPost
from council_registry.application.seats.end_term import EndTerm
from council_registry.application.seats.start_term import StartTerm
from council_registry.application.structure.close_council import CloseCouncil
from council_registry.application.structure.close_unit import CloseUnit
from council_registry.application.structure.found_council import FoundCouncil
from council_registry.domain.period import Period
from council_registry.domain.structure_refusals import CouncilNotBegun, HasMet, NotBeforeTheLast
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.people import DIRECTORATE, OFFICER, THIS_YEAR, TODAY, charter, newcomer
from councilkit.events.councils import Level, PostRole, TermRole
from councilkit.events.meetings import MeetingForm, MeetingType
from councilkit.events.structure import CouncilClosed, UnitClosed
from councilkit.testing.holdings import a_term

A_DAY = timedelta(days=1)
LAST_WEEK = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
IN_MARCH = datetime(2027, 3, 1, 9, 0, tzinfo=UTC).date()


async def met(registry: Driver, seated: Seated) -> None:
    """Let the council's leader alone come to a meeting, a week ago."""
    plan = PlanMeeting((seated.id,), MeetingType.COUNCIL_MEETING, MeetingForm.DIGITAL, LAST_WEEK)
    receipt = await registry.do(plan, seated.secretary)
    meeting = receipt.stream.removeprefix("meeting-")
    await registry.do(HoldMeeting(meeting, (seated.leader.id,)), seated.secretary)


async def test_a_council_is_not_closed_before_it_met_last(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    await met(registry, seated)
    for on in (LAST_WEEK.date(), LAST_WEEK.date() - 9 * A_DAY):
        with pytest.raises(HasMet) as refused:
            await registry.do(CloseCouncil(CouncilClosed(council=seated.id, on=on)), OFFICER)
        assert (refused.value.slug, refused.value.field) == ("has-met", "/on")
    await registry.do(CloseCouncil(CouncilClosed(council=seated.id, on=LAST_WEEK.date() + A_DAY)), OFFICER)
    await registry.settle()
    assert (await registry.service.councils.get(seated.id)).sitting(LAST_WEEK.date()) == {seated.leader.id}


async def test_a_council_is_not_closed_before_somebody_began_in_it(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    with pytest.raises(NotBeforeTheLast) as refused:
        await registry.do(CloseCouncil(CouncilClosed(council=seated.id, on=THIS_YEAR.starts - A_DAY)), OFFICER)
    assert refused.value.field == "/on"


async def test_a_unit_is_not_closed_before_somebody_began_there(registry: Driver) -> None:
    await registry.a_chain()
    await registry.do(StartPost("0811", PostRole.ANSWERING_MANAGER, Period(TODAY - A_DAY), newcomer()), OFFICER)
    with pytest.raises(NotBeforeTheLast):
        await registry.do(CloseUnit(UnitClosed(unit="0811", on=TODAY - 2 * A_DAY)), DIRECTORATE)


async def test_a_term_does_not_end_before_the_last_meeting_it_came_to(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    await met(registry, seated)
    for on in (LAST_WEEK.date() - A_DAY, THIS_YEAR.starts - A_DAY):
        with pytest.raises(HasMet) as refused:
            await registry.do(EndTerm(seated.id, seated.leader.id, on), OFFICER)
        assert refused.value.field == "/on"
    await registry.do(EndTerm(seated.id, seated.leader.id, LAST_WEEK.date()), OFFICER)


async def test_who_stayed_away_from_a_meeting_may_have_left_before_it(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    command = StartTerm(seated.id, seated.desk, TermRole.SECRETARY, THIS_YEAR, newcomer("Stille Elv"))
    secretary = await registry.do(command, OFFICER)
    await met(registry, seated)
    await registry.do(EndTerm(seated.id, secretary.id, LAST_WEEK.date() - A_DAY), OFFICER)


async def test_nothing_begins_before_its_council_does(registry: Driver) -> None:
    _, regional, _ = await registry.a_chain()
    wanted = charter("LBU-TON", Level.LOCAL, "0704", parent=regional)
    founded = await registry.do(FoundCouncil(wanted, starts=IN_MARCH), OFFICER)
    council = registry.service.councils.id_of(founded)
    seat = await registry.a_seat(council)
    term = StartTerm(council, seat, TermRole.MEMBER, Period(IN_MARCH - A_DAY), newcomer())
    soon = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
    meeting = PlanMeeting((council,), MeetingType.COUNCIL_MEETING, MeetingForm.DIGITAL, soon)
    secretary = a_term(council, TermRole.SECRETARY, side="nav")
    for command, by, field in ((term, DIRECTORATE, "/starts"), (meeting, secretary, "/starts_at")):
        with pytest.raises(CouncilNotBegun) as refused:
            await registry.do(command, by)
        assert (refused.value.slug, refused.value.field) == ("council-not-begun", field)
    await registry.do(StartTerm(council, seat, TermRole.MEMBER, Period(IN_MARCH), newcomer()), OFFICER)
