from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from council_registry.application.meetings.drop_meeting_type import DropMeetingType
from council_registry.application.meetings.make_meeting_type import MakeMeetingType
from council_registry.application.meetings.plan_meeting import PlanMeeting
from council_registry.application.meetings.plan_series import Dates, PlanSeries, Series
from council_registry.application.meetings.preview_series import Previewed, preview_series
from council_registry.application.seats.start_term import StartTerm
from council_registry.application.structure.close_council import CloseCouncil
from council_registry.domain.clashes import ClashKind
from council_registry.domain.meeting_refusals import WrongMeetingType
from council_registry.domain.refusals import EndsBeforeStart, WrongNumberOfCouncils
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.people import DIRECTORATE, OFFICER, THIS_YEAR
from councilkit.callers import Holding
from councilkit.events.councils import Level, TermRole
from councilkit.events.meetings import MeetingForm, MeetingPlanned, MeetingType
from councilkit.events.structure import CouncilClosed
from councilkit.ledger import Call, Receipt
from councilkit.policy import NotAllowed
from councilkit.refusals import Unavailable, UnknownReference
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


async def preview(registry: Driver, command: PlanSeries, *by: Holding) -> list[Previewed]:
    asker = by or [a_term(command.councils[0], "secretary", side="nav")]
    return await preview_series(command, asker, contacts=registry.contacts, records=registry.service.records)


async def test_a_half_years_meetings_are_planned_in_one_go(registry: Driver, seated: Seated) -> None:
    made: Series = await registry.do(series(seated.id), seated.secretary)
    assert [meeting.starts_at for meeting in await planned(registry)] == list(SPRING)
    assert {meeting.series for meeting in await planned(registry)} == {made.id}


async def test_planning_the_half_year_again_makes_nothing_twice(registry: Driver, seated: Seated) -> None:
    first = await registry.do(series(seated.id), seated.secretary, key="the same")
    again = await registry.do(series(seated.id), seated.secretary, key="the same")
    assert [str(receipt) for receipt in first.receipts] == [str(receipt) for receipt in again.receipts]
    assert len(await planned(registry)) == len(SPRING)


async def test_a_half_year_is_told_again_when_its_type_is_no_more(registry: Driver, seated: Seated) -> None:
    types = registry.service.meeting_types
    own_type = types.id_of(await registry.do(MakeMeetingType("Kveldsmøte", council=seated.id), seated.secretary))
    command = replace(series(seated.id), type=MeetingType.OTHER, own_type=own_type)
    first = await registry.do(command, seated.secretary, key="the same")
    await registry.do(DropMeetingType(own_type), seated.secretary)
    again = await registry.do(command, seated.secretary, key="the same")
    assert [str(receipt) for receipt in first.receipts] == [str(receipt) for receipt in again.receipts]


async def test_what_a_crash_left_out_is_planned_by_a_repeat_though_a_council_is_to_close(
    registry: Driver, seated: Seated, monkeypatch: pytest.MonkeyPatch
) -> None:
    meetings, whole = registry.service.meetings, series(seated.id)
    opened = meetings.open

    async def crashing(id: str, call: Call, *args: Any, **kwargs: Any) -> Receipt:  # noqa: ANN401 - as the real one
        if call.command_id.endswith("/3"):
            raise Unavailable("The process died.")
        return await opened(id, call, *args, **kwargs)

    monkeypatch.setattr(meetings, "open", crashing)
    with pytest.raises(Unavailable):
        await registry.do(whole, seated.secretary, key="the same")
    monkeypatch.undo()
    await registry.settle()
    assert len(await planned(registry)) == 2
    await registry.do(CloseCouncil(CouncilClosed(council=seated.id, on=date(2027, 7, 1))), DIRECTORATE)
    await registry.do(whole, seated.secretary, key="the same")
    assert [meeting.starts_at for meeting in await planned(registry)] == list(SPRING)


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


async def test_who_sits_in_two_councils_is_told_of_ones_own_people_alone(registry: Driver, seated: Seated) -> None:
    day = datetime(2026, 12, 3, 16, tzinfo=UTC)
    parent = (await registry.service.councils.get(seated.id)).charter.parent
    asking = await registry.a_council("LBU-TON", Level.LOCAL, "0704", parent=parent)
    third = await registry.a_council("LBU-SKI", Level.LOCAL, "0806", parent=parent)
    [leader] = await registry.contacts.holding([seated.leader.id])
    seat = await registry.a_seat(third)
    await registry.do(StartTerm(third, seat, TermRole.MEMBER, THIS_YEAR, leader.id), DIRECTORATE)
    theirs = PlanMeeting((third,), MeetingType.COUNCIL_MEETING, MeetingForm.DIGITAL, day)
    await registry.do(theirs, a_term(third, "secretary", side="nav"))
    joint = series(asking, seated.id, dates=(day,))
    [previewed] = await preview(registry, joint, a_term(asking, "secretary", side="nav"))
    assert previewed.clashes == []
    [previewed] = await preview(registry, joint, OFFICER)
    assert [clash.council for clash in previewed.clashes] == [third]


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
