from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from council_registry.application.meetings.arrange_meeting import ArrangeMeeting
from council_registry.application.meetings.cancel_meeting import CancelMeeting
from council_registry.application.meetings.convene_meeting import ConveneMeeting
from council_registry.application.meetings.correct_meeting import CorrectMeeting
from council_registry.application.meetings.hold_meeting import HoldMeeting
from council_registry.application.meetings.move_meeting import MoveMeeting
from council_registry.application.meetings.plan_meeting import PlanMeeting
from council_registry.application.meetings.read_meeting import read_meeting
from council_registry.application.meetings.regret_meeting import RegretMeeting
from council_registry.application.meetings.send_minutes import SendMinutes
from council_registry.application.meetings.sign_off import SignOff
from council_registry.application.meetings.sign_up import SignUp
from council_registry.application.meetings.tell_absence import TellAbsence
from council_registry.application.meetings.withdraw_absence import WithdrawAbsence
from council_registry.application.people.start_post import StartPost
from council_registry.application.structure.close_council import CloseCouncil
from council_registry.domain.meeting_life import Status
from council_registry.domain.meeting_refusals import TooLateToRegret
from council_registry.domain.period import A_DAY, Period
from council_registry.domain.policy import Action
from council_registry.domain.refusals import NoSuchMeeting, NotBegun, NotOfThisMeeting, WrongState
from council_registry.domain.structure_refusals import CouncilOver
from council_registry.testing.driver import NOW, Driver, Seated
from council_registry.testing.people import DIRECTORATE, OFFICER, THIS_YEAR, TODAY, newcomer
from councilkit.callers import Holding
from councilkit.events.councils import Level, PostRole
from councilkit.events.meetings import MeetingForm, MeetingHeld, MeetingRegretted, MeetingType
from councilkit.events.structure import CouncilClosed
from councilkit.policy import NotAllowed
from councilkit.refusals import UnknownReference
from councilkit.testing.holdings import a_post, a_term
from councilkit.workdays import oslo_day

SOON = NOW + timedelta(hours=1)
PLACE = {"place": "Møterommet", "link": "https://example.no/mote", "info": "Ta med sakspapirene."}


@pytest.fixture
async def seated(registry: Driver) -> Seated:
    return await registry.a_seated_council()


def plan(*councils: str) -> PlanMeeting:
    kind = MeetingType.JOINT_MEETING if len(councils) > 1 else MeetingType.COUNCIL_MEETING
    return PlanMeeting(councils, kind, MeetingForm.DIGITAL, SOON, texts=PLACE)


async def planned(registry: Driver, seated: Seated, command: PlanMeeting | None = None) -> str:
    receipt = await registry.do(command or plan(seated.id), seated.secretary)
    return registry.service.meetings.id_of(receipt)


async def an_employee(registry: Driver, runs: Period) -> Holding:
    command = StartPost("0704", PostRole.EMPLOYEE, runs, newcomer("Rolig Fjord", subject=None))
    return a_post("0704", PostRole.EMPLOYEE, id=(await registry.do(command, DIRECTORATE)).id)


async def held(registry: Driver, seated: Seated) -> str:
    meeting = await planned(registry, seated)
    registry.now += timedelta(hours=3)
    await registry.do(HoldMeeting(meeting, (seated.leader.id,)), seated.secretary)
    return meeting


async def test_a_secretary_plans_a_meeting_and_tells_who_came(registry: Driver, seated: Seated) -> None:
    meeting = await held(registry, seated)
    told = (await registry.published())[-1].event()
    assert told == MeetingHeld(meeting=meeting, councils=(seated.id,), attended=(seated.leader.id,))


async def test_a_meeting_is_not_held_before_it_begins(registry: Driver, seated: Seated) -> None:
    meeting = await planned(registry, seated)
    with pytest.raises(NotBegun):
        await registry.do(HoldMeeting(meeting, (seated.leader.id,)), seated.leader)


async def test_a_meeting_that_has_been_is_planned_and_told_all_the_same(registry: Driver, seated: Seated) -> None:
    before = replace(plan(seated.id), starts_at=NOW - timedelta(days=30))
    meeting = await planned(registry, seated, before)
    await registry.do(HoldMeeting(meeting, (seated.leader.id,)), seated.secretary)
    assert (await registry.service.meetings.get(meeting)).status is Status.HELD


async def test_a_meeting_is_held_once(registry: Driver, seated: Seated) -> None:
    meeting = await held(registry, seated)
    with pytest.raises(WrongState):
        await registry.do(HoldMeeting(meeting, (seated.leader.id,)), seated.leader)


async def test_two_councils_meet_together(registry: Driver, seated: Seated) -> None:
    parent = (await registry.service.councils.get(seated.id)).charter.parent
    assert parent
    meeting = await planned(registry, seated, plan(seated.id, parent))
    registry.now += timedelta(hours=3)
    await registry.do(HoldMeeting(meeting, (seated.leader.id,)), a_term(parent, "coordinator", side="nav"))
    assert (await registry.service.meetings.get(meeting)).councils == (seated.id, parent)


async def test_a_council_that_is_not_there_does_not_meet(registry: Driver, seated: Seated) -> None:
    with pytest.raises(UnknownReference) as refused:
        await registry.do(plan(seated.id, "unknown"), seated.leader)
    assert refused.value.field == "/councils"


async def test_a_council_that_is_no_more_by_then_does_not_meet(registry: Driver, seated: Seated) -> None:
    meeting = await planned(registry, seated)
    closed = CouncilClosed(council=seated.id, on=oslo_day(NOW) + timedelta(days=7))
    await registry.do(CloseCouncil(closed), DIRECTORATE)
    later = NOW + timedelta(days=8)
    for command in (replace(plan(seated.id), starts_at=later), MoveMeeting(meeting, later)):
        with pytest.raises(CouncilOver) as refused:
            await registry.do(command, seated.secretary)
        assert refused.value.field == "/starts_at"


async def test_what_was_planned_and_moved_is_told_again_when_the_council_is_to_close(
    registry: Driver, seated: Seated
) -> None:
    later = replace(plan(seated.id), starts_at=NOW + timedelta(days=8))
    first = await registry.do(later, seated.secretary, key="plan")
    move = MoveMeeting(registry.service.meetings.id_of(first), NOW + timedelta(days=9))
    moved = await registry.do(move, seated.secretary, key="move")
    await registry.do(CloseCouncil(CouncilClosed(council=seated.id, on=oslo_day(NOW) + timedelta(days=7))), DIRECTORATE)
    assert str(await registry.do(later, seated.secretary, key="plan")) == str(first)
    assert str(await registry.do(move, seated.secretary, key="move")) == str(moved)


async def test_councils_that_are_all_no_more_do_not_meet_together(registry: Driver, seated: Seated) -> None:
    parent = (await registry.service.councils.get(seated.id)).charter.parent
    other = await registry.a_council("LBU-TON", Level.LOCAL, "0704", parent=parent)
    later = NOW + timedelta(days=3)
    joint = await planned(registry, seated, replace(plan(seated.id, other), starts_at=later))
    await registry.do(CloseCouncil(CouncilClosed(council=seated.id, on=oslo_day(NOW))), DIRECTORATE)
    await registry.settle()
    assert (await registry.service.meetings.get(joint)).status is Status.PLANNED
    await registry.do(CloseCouncil(CouncilClosed(council=other, on=oslo_day(later))), DIRECTORATE)
    await registry.wait_until(later)
    assert (await registry.service.meetings.get(joint)).status is Status.CANCELLED


async def test_the_meeting_of_a_council_that_is_no_more_is_not_brought_back(registry: Driver, seated: Seated) -> None:
    meeting = await planned(registry, seated)
    await registry.do(CloseCouncil(CouncilClosed(council=seated.id, on=oslo_day(NOW))), DIRECTORATE)
    await registry.settle()
    assert (await registry.service.meetings.get(meeting)).status is Status.CANCELLED
    with pytest.raises(CouncilOver):
        await registry.do(RegretMeeting(meeting), seated.secretary)
    page = await read_meeting(meeting, records=registry.service.records, texts=registry.service.texts)
    assert Action.REGRET_MEETING not in page.possible(registry.now)


async def test_a_council_that_is_no_more_meets_no_more(registry: Driver, seated: Seated) -> None:
    parent = (await registry.service.councils.get(seated.id)).charter.parent
    assert parent
    later = NOW + timedelta(days=1)
    own = await planned(registry, seated, replace(plan(seated.id), starts_at=later))
    joint = await planned(registry, seated, replace(plan(seated.id, parent), starts_at=later))
    today = await planned(registry, seated)
    await registry.do(CloseCouncil(CouncilClosed(council=seated.id, on=oslo_day(later))), DIRECTORATE)
    await registry.wait_until(later)
    meetings = registry.service.meetings
    told = [(await meetings.get(one)).status for one in (today, own, joint)]
    assert told == [Status.PLANNED, Status.CANCELLED, Status.PLANNED]


async def test_neither_a_member_nor_the_directorate_calls_a_council_together(registry: Driver, seated: Seated) -> None:
    for by in (a_term(seated.id, "member"), DIRECTORATE):
        with pytest.raises(NotAllowed):
            await registry.do(plan(seated.id), by)


async def test_what_is_written_of_a_meeting_is_read_with_it(registry: Driver, seated: Seated) -> None:
    meeting = await planned(registry, seated)
    service = registry.service
    assert (await read_meeting(meeting, records=service.records, texts=service.texts)).texts == PLACE
    await registry.do(ArrangeMeeting(meeting, MeetingForm.PHYSICAL, (), {"place": "Biblioteket"}), seated.secretary)
    page = await read_meeting(meeting, records=service.records, texts=service.texts)
    assert page.texts == {"place": "Biblioteket"}  # what is said anew is all that is said


async def test_reasons_are_read_with_a_meeting_and_told_to_no_other_service(registry: Driver, seated: Seated) -> None:
    meeting = await held(registry, seated)
    await registry.do(CorrectMeeting(meeting, (seated.leader.id,), "Feil navn i lista."), seated.secretary)
    page = await read_meeting(meeting, records=registry.service.records, texts=registry.service.texts)
    assert page.corrections == ("Feil navn i lista.",)
    assert not any(b"Feil navn" in item.data for item in await registry.published())


async def test_what_mails_others_is_taken_back_within_ten_minutes(registry: Driver, seated: Seated) -> None:
    meeting = await planned(registry, seated)
    notice = await registry.do(ConveneMeeting(meeting), seated.secretary)
    registry.now += timedelta(minutes=9)
    await registry.do(RegretMeeting(meeting), seated.leader)
    told = (await registry.published())[-1].event()
    assert told == MeetingRegretted(meeting=meeting, councils=(seated.id,), entry=str(notice))
    assert (await registry.service.meetings.get(meeting)).status is Status.PLANNED


async def test_what_has_been_mailed_is_not_taken_back(registry: Driver, seated: Seated) -> None:
    meeting = await planned(registry, seated)
    await registry.do(CancelMeeting(meeting, "For mange har meldt forfall."), seated.secretary)
    registry.now += timedelta(minutes=11)
    with pytest.raises(TooLateToRegret):
        await registry.do(RegretMeeting(meeting), seated.secretary)


async def test_a_view_that_is_built_anew_knows_until_when_to_regret(registry: Driver, seated: Seated) -> None:
    meeting = await planned(registry, seated)
    await registry.do(MoveMeeting(meeting, SOON + timedelta(days=1)), seated.secretary)
    page = await read_meeting(meeting, records=registry.service.records, texts=registry.service.texts)
    assert page.record.state == await registry.service.meetings.get(meeting)
    assert page.record.state.notice


async def test_whoever_cannot_come_says_so_or_lets_the_secretary(registry: Driver, seated: Seated) -> None:
    meeting, leader = await planned(registry, seated), seated.leader.id
    await registry.do(TellAbsence(meeting, leader), seated.leader)
    await registry.do(WithdrawAbsence(meeting, leader), seated.secretary)
    await registry.do(TellAbsence(meeting, leader), seated.secretary)
    assert (await registry.service.meetings.get(meeting)).absent == {leader: seated.id}


async def test_nobody_is_absent_for_another(registry: Driver, seated: Seated) -> None:
    meeting = await planned(registry, seated)
    for by in (a_term(seated.id, "member"), a_term("elsewhere", "secretary", side="nav"), DIRECTORATE):
        with pytest.raises(NotAllowed):
            await registry.do(TellAbsence(meeting, seated.leader.id), by)


async def test_only_who_is_expected_can_be_absent(registry: Driver, seated: Seated) -> None:
    meeting = await planned(registry, seated)
    with pytest.raises(NotOfThisMeeting):
        await registry.do(TellAbsence(meeting, "stranger"), seated.secretary)


async def test_people_from_elsewhere_sign_up_for_a_gathering(registry: Driver, seated: Seated) -> None:
    gathering = replace(plan(seated.id), type=MeetingType.EXPERIENCE_GATHERING, sign_up=True)
    meeting = await planned(registry, seated, gathering)
    guest, leaving = await an_employee(registry, THIS_YEAR), await an_employee(registry, Period.of(TODAY - A_DAY))
    changes_mind = a_term("elsewhere", "member")
    for by in (guest, leaving, changes_mind):
        await registry.do(SignUp(meeting), by)
    await registry.do(SignOff(meeting), changes_mind)
    registry.now += timedelta(hours=2)
    for one in (leaving, changes_mind):
        with pytest.raises(NotOfThisMeeting):
            await registry.do(HoldMeeting(meeting, (seated.leader.id, one.id)), seated.secretary)
    await registry.do(HoldMeeting(meeting, (seated.leader.id, guest.id)), seated.secretary)
    assert (await registry.service.meetings.get(meeting)).attended == (seated.leader.id, guest.id)


async def test_minutes_are_sent_of_a_meeting_that_was_held(registry: Driver, seated: Seated) -> None:
    meeting = await held(registry, seated)
    await registry.do(SendMinutes(meeting, oslo_day(registry.now)), seated.secretary)
    assert (await registry.service.meetings.get(meeting)).minutes == oslo_day(registry.now)


DEEDS: list[Callable[[str], object]] = [
    lambda meeting: ArrangeMeeting(meeting, MeetingForm.DIGITAL),
    ConveneMeeting,
    lambda meeting: MoveMeeting(meeting, datetime(2027, 1, 12, tzinfo=UTC)),
    lambda meeting: CancelMeeting(meeting, "Sykdom"),
    RegretMeeting,
    lambda meeting: HoldMeeting(meeting, ("leader",)),
    lambda meeting: CorrectMeeting(meeting, ("leader",), "Feil"),
    lambda meeting: SendMinutes(meeting, oslo_day(NOW)),
    SignUp,
    SignOff,
    lambda meeting: TellAbsence(meeting, "leader"),
    lambda meeting: WithdrawAbsence(meeting, "leader"),
]


@pytest.mark.parametrize("deed", DEEDS)
async def test_nothing_is_done_with_a_meeting_that_was_not_planned(
    registry: Driver, seated: Seated, deed: Callable[[str], object]
) -> None:
    with pytest.raises(NoSuchMeeting):
        await registry.do(deed("unknown"), seated.leader)


@pytest.mark.parametrize("deed", DEEDS[:8])
async def test_only_those_who_lead_and_keep_a_council_have_its_meetings_in_hand(
    registry: Driver, seated: Seated, deed: Callable[[str], object]
) -> None:
    meeting = await planned(registry, seated)
    for by in (a_term(seated.id, "member"), a_term("elsewhere"), OFFICER):
        with pytest.raises(NotAllowed):
            await registry.do(deed(meeting), by)
