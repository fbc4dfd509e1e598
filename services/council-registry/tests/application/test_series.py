from datetime import UTC, datetime, timedelta

import pytest

from council_registry.application.meetings.make_meeting_type import MakeMeetingType
from council_registry.application.meetings.plan_meeting import PlanMeeting
from council_registry.application.meetings.plan_series import Dates, PlanSeries, Series
from council_registry.application.meetings.preview_series import Previewed, preview_series
from council_registry.application.seats.start_term import StartTerm
from council_registry.domain.clashes import ClashKind
from council_registry.domain.meeting_refusals import WrongMeetingType
from council_registry.domain.refusals import EndsBeforeStart, WrongNumberOfCouncils
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.people import DIRECTORATE, THIS_YEAR
from councilkit.events.councils import Level, TermRole
from councilkit.events.meetings import MeetingForm, MeetingPlanned, MeetingType
from councilkit.policy import NotAllowed
from councilkit.refusals import UnknownReference
from councilkit.testing.holdings import a_term

SPRING = tuple(datetime(2027, month, 4, 16, tzinfo=UTC) for month in (2, 3, 5, 6))


@pytest.fixture
async def seated(registry: Driver) -> Seated:
    return await registry.a_seated_council()


def series(*councils: str, dates: tuple[datetime, ...] = SPRING) -> PlanSeries:
    times = tuple(Dates(date, date + timedelta(hours=2)) for date in dates)
    return PlanSeries(councils, MeetingType.COUNCIL_MEETING, MeetingForm.HYBRID, times, texts={"place": "Møterommet"})


async def planned(registry: Driver) -> list[MeetingPlanned]:
    return [event for item in await registry.published() if isinstance(event := item.event(), MeetingPlanned)]


async def preview(registry: Driver, command: PlanSeries) -> list[Previewed]:
    return await preview_series(command, contacts=registry.contacts, records=registry.service.records)


async def test_a_half_years_meetings_are_planned_in_one_go(registry: Driver, seated: Seated) -> None:
    made: Series = await registry.do(series(seated.id), seated.secretary)
    assert [meeting.starts_at for meeting in await planned(registry)] == list(SPRING)
    assert {meeting.series for meeting in await planned(registry)} == {made.id}


async def test_planning_the_half_year_again_makes_nothing_twice(registry: Driver, seated: Seated) -> None:
    first = await registry.do(series(seated.id), seated.secretary, key="the same")
    again = await registry.do(series(seated.id), seated.secretary, key="the same")
    assert [str(receipt) for receipt in first.receipts] == [str(receipt) for receipt in again.receipts]
    assert len(await planned(registry)) == len(SPRING)


async def test_what_a_crash_left_out_is_planned_by_a_repeat(registry: Driver, seated: Seated) -> None:
    await registry.do(series(seated.id, dates=SPRING[:2]), seated.secretary, key="other")
    whole = series(seated.id)
    meetings = registry.service.meetings
    made = await registry.do(whole, seated.secretary, key="the same")
    assert len({meetings.id_of(receipt) for receipt in made.receipts}) == len(SPRING)


async def test_nothing_is_planned_when_one_of_the_dates_is_wrong(registry: Driver, seated: Seated) -> None:
    command = series(seated.id)
    wrong = PlanSeries(**vars(command) | {"dates": (*command.dates, Dates(SPRING[0], SPRING[0]))})
    with pytest.raises(EndsBeforeStart):
        await registry.do(wrong, seated.secretary)
    with pytest.raises(WrongNumberOfCouncils):
        await registry.do(PlanSeries(**vars(command) | {"type": MeetingType.JOINT_MEETING}), seated.secretary)
    assert await planned(registry) == []


async def test_another_councils_half_year_is_not_planned(registry: Driver, seated: Seated) -> None:
    with pytest.raises(NotAllowed):
        await registry.do(series(seated.id), DIRECTORATE)


async def test_a_preview_plans_nothing_and_tells_what_stands_in_the_way(registry: Driver, seated: Seated) -> None:
    first, saturday = SPRING[0], datetime(2027, 3, 6, 10, tzinfo=UTC)
    meeting = PlanMeeting((seated.id,), MeetingType.COUNCIL_MEETING, MeetingForm.DIGITAL, first)
    there = registry.service.meetings.id_of(await registry.do(meeting, seated.secretary))
    previewed = await preview(registry, series(seated.id, dates=(first, saturday, saturday, SPRING[1])))
    assert [[clash.kind for clash in one.clashes] for one in previewed] == [
        [ClashKind.SAME_COUNCIL],
        [ClashKind.WEEKEND, ClashKind.SAME_SERIES],
        [ClashKind.WEEKEND, ClashKind.SAME_SERIES],
        [],
    ]
    assert previewed[0].clashes[0].meeting == there
    assert len(await planned(registry)) == 1


async def test_people_who_meet_elsewhere_that_day_are_told_by_their_role(registry: Driver, seated: Seated) -> None:
    day = datetime(2026, 12, 3, 16, tzinfo=UTC)
    parent = (await registry.service.councils.get(seated.id)).charter.parent
    other = await registry.a_council("LBU-TON", Level.LOCAL, "0704", parent=parent)
    [leader] = await registry.contacts.holding([seated.leader.id])
    seat = await registry.a_seat(other)
    await registry.do(StartTerm(other, seat, TermRole.MEMBER, THIS_YEAR, leader.id), DIRECTORATE)
    theirs = PlanMeeting((other,), MeetingType.COUNCIL_MEETING, MeetingForm.DIGITAL, day - timedelta(hours=6))
    await registry.do(theirs, a_term(other, "secretary", side="nav"))
    [previewed] = await preview(registry, series(seated.id, dates=(day,)))
    [clash] = previewed.clashes
    assert (clash.kind, clash.council, clash.roles) == (ClashKind.SAME_PEOPLE, other, ("leader",))


async def test_a_preview_of_a_council_that_is_not_there_is_refused(registry: Driver) -> None:
    with pytest.raises(UnknownReference):
        await preview(registry, series("unknown"))


async def test_a_council_plans_meetings_of_its_own_type(registry: Driver, seated: Seated) -> None:
    made = await registry.do(MakeMeetingType("Kveldsmøte", council=seated.id), seated.secretary)
    own_type = registry.service.meeting_types.id_of(made)
    command = series(seated.id)
    await registry.do(PlanSeries(**vars(command) | {"type": MeetingType.OTHER, "own_type": own_type}), seated.secretary)
    assert {meeting.own_type for meeting in await planned(registry)} == {own_type}
    parent = (await registry.service.councils.get(seated.id)).charter.parent
    other = await registry.a_council("LBU-TON", Level.LOCAL, "0704", parent=parent)
    with pytest.raises(WrongMeetingType):
        await registry.do(
            PlanSeries(**vars(series(other)) | {"type": MeetingType.OTHER, "own_type": own_type}),
            a_term(other, "secretary", side="nav"),
        )
