from datetime import date, timedelta
from typing import Any

import pytest

from council_registry.application.meetings.hold_meeting import HoldMeeting
from council_registry.application.meetings.plan_meeting import PlanMeeting
from council_registry.application.seats.certificates import list_certificates, read_certificate
from council_registry.application.seats.mine import Mine
from council_registry.application.seats.my_seats import MySeat, read_my_seats
from council_registry.application.seats.start_term import StartTerm
from council_registry.domain.period import Period
from council_registry.domain.seat_refusals import NoSuchCertificate
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.people import OFFICER, THIS_YEAR, TODAY, newcomer
from councilkit.events.councils import Language, Side, TermRole
from councilkit.events.meetings import MeetingForm, MeetingType


@pytest.fixture
async def seated(registry: Driver) -> Seated:
    return await registry.a_seated_council()


async def person_of(registry: Driver, hold: str) -> str:
    [person] = await registry.contacts.holding([hold])
    return person.id


async def a_secretary(registry: Driver, seated: Seated) -> str:
    who = newcomer("Rolig Fjord")
    made = await registry.do(StartTerm(seated.id, seated.desk, TermRole.SECRETARY, THIS_YEAR, who), OFFICER)
    return str(made.id)


async def trained(registry: Driver, seated: Seated, *attended: str, type: MeetingType = MeetingType.TRAINING) -> str:
    begun = registry.now + timedelta(hours=1)
    planned = await registry.do(PlanMeeting((seated.id,), type, MeetingForm.PHYSICAL, begun), seated.leader)
    meeting = registry.service.meetings.id_of(planned)
    registry.now = begun + timedelta(hours=1)
    await registry.do(HoldMeeting(meeting, attended), seated.leader)
    return meeting


async def certificates(registry: Driver, person: str) -> list[str]:
    service = registry.service
    found = await list_certificates(Mine(person), contacts=service.contacts, records=service.records)
    return [one.meeting.id for one in found]


async def my_seats(registry: Driver, person: str) -> list[MySeat]:
    service = registry.service
    standing = await service.directories.on(TODAY)
    return await read_my_seats(
        Mine(person), standing, contacts=service.contacts, records=service.records, rules=service.rules
    )


async def test_whoever_learnt_together_with_the_other_side_has_a_certificate(registry: Driver, seated: Seated) -> None:
    secretary = await a_secretary(registry, seated)
    meeting = await trained(registry, seated, seated.leader.id, secretary)
    for hold in (seated.leader.id, secretary):
        assert await certificates(registry, await person_of(registry, hold)) == [meeting]


async def test_only_the_terms_that_are_asked_for_have_certificates(registry: Driver, seated: Seated) -> None:
    secretary = await a_secretary(registry, seated)
    await trained(registry, seated, seated.leader.id, secretary)
    mine = Mine(await person_of(registry, seated.leader.id), only={secretary})
    parts: Any = {"contacts": registry.service.contacts, "records": registry.service.records}
    assert await list_certificates(mine, **parts) == []


async def test_training_alone_and_other_meetings_give_none(registry: Driver, seated: Seated) -> None:
    secretary, person = await a_secretary(registry, seated), await person_of(registry, seated.leader.id)
    await trained(registry, seated, seated.leader.id)
    await trained(registry, seated, seated.leader.id, secretary, type=MeetingType.COUNCIL_MEETING)
    await trained(registry, seated, secretary)
    assert await certificates(registry, person) == []
    assert await certificates(registry, "nobody") == []


async def test_a_certificate_says_who_learnt_what_with_whom_in_the_own_language(
    registry: Driver, seated: Seated
) -> None:
    meeting = await trained(registry, seated, seated.leader.id, await a_secretary(registry, seated))
    service, person = registry.service, await person_of(registry, seated.leader.id)
    standing = await service.directories.on(TODAY)
    parts: dict[str, Any] = {"contacts": service.contacts, "records": service.records}
    said = await read_certificate(Mine(person), meeting, None, standing, **parts)
    assert (said.name, said.language, said.side, said.day) == ("Modig Lykt", Language.NB, Side.USER, TODAY)
    assert said.councils == ("LBU-HOR",)
    assert (await read_certificate(Mine(person), meeting, Language.NN, standing, **parts)).language is Language.NN
    with pytest.raises(NoSuchCertificate):
        await read_certificate(Mine(person), "elsewhere", None, standing, **parts)


async def test_my_seats_tell_my_term_and_until_when_i_should_have_learnt(registry: Driver, seated: Seated) -> None:
    person = await person_of(registry, seated.leader.id)
    [mine] = await my_seats(registry, person)
    assert (mine.term.id, mine.training_by, mine.certificate) == (seated.leader.id, date(2026, 4, 1), None)
    meeting = await trained(registry, seated, seated.leader.id, await a_secretary(registry, seated))
    [mine] = await my_seats(registry, person)
    assert mine.certificate
    assert mine.certificate.meeting.id == meeting
    assert await my_seats(registry, "nobody") == []


async def test_my_seats_begin_with_what_asks_most_of_me(registry: Driver, seated: Seated) -> None:
    person = await person_of(registry, seated.leader.id)
    region = (await registry.service.councils.get(seated.id)).charter.parent
    assert region
    seat = await registry.a_seat(region)
    await registry.do(StartTerm(region, seat, TermRole.MEMBER, Period(TODAY), person), OFFICER)
    assert [mine.term.role for mine in await my_seats(registry, person)] == [TermRole.LEADER, TermRole.MEMBER]
