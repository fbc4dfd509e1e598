from dataclasses import replace
from datetime import timedelta

import pytest

from council_registry.application.seats.end_term import EndTerm
from council_registry.application.seats.start_term import StartTerm
from council_registry.domain.period import Period
from council_registry.domain.refusals import OtherSideOfTheTable, PersonKnown, SeatTaken
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.people import MANAGER, OFFICER, OFFICER_ELSEWHERE, THIS_YEAR, TODAY, newcomer
from councilkit.events.councils import Level, Side, TermRole
from councilkit.ledger import KeyReused
from councilkit.policy import NotAllowed
from councilkit.refusals import UnknownReference
from councilkit.testing.holdings import a_term

SECRETARY = TermRole.SECRETARY


@pytest.fixture
async def seated(registry: Driver) -> Seated:
    return await registry.a_seated_council()


def a_secretary(seated: Seated) -> StartTerm:
    return StartTerm(seated.id, seated.desk, SECRETARY, THIS_YEAR, newcomer("Rolig Fjord"))


async def test_the_leader_enters_a_secretary(registry: Driver, seated: Seated) -> None:
    made = await registry.do(a_secretary(seated), seated.leader)
    council = await registry.service.councils.get(seated.id)
    assert council.terms[made.id].role is SECRETARY
    person = await registry.contacts.get(made.person)
    assert person is not None
    assert (person.contact.name, person.holds) == ("Rolig Fjord", (made.id,))


async def test_others_do_not(registry: Driver, seated: Seated) -> None:
    outsiders = [a_term(seated.id, "member"), a_term("elsewhere"), OFFICER_ELSEWHERE, MANAGER]
    for by in outsiders:
        with pytest.raises(NotAllowed):
            await registry.do(a_secretary(seated), by)


async def test_one_person_holds_two_terms(registry: Driver, seated: Seated) -> None:
    first = await registry.do(a_secretary(seated), OFFICER)
    other = await registry.a_seat(seated.id, Side.NAV)
    second = await registry.do(StartTerm(seated.id, other, TermRole.OBSERVER, THIS_YEAR, first.person), OFFICER)
    assert second.person == first.person
    person = await registry.contacts.get(first.person)
    assert person is not None
    assert person.holds == (first.id, second.id)


async def test_nobody_sits_on_both_sides_of_one_council_at_the_same_time(registry: Driver, seated: Seated) -> None:
    secretary = await registry.do(a_secretary(seated), OFFICER)
    users = await registry.a_seat(seated.id)
    member = StartTerm(seated.id, users, TermRole.MEMBER, THIS_YEAR, secretary.person)
    with pytest.raises(OtherSideOfTheTable) as refused:
        await registry.do(member, seated.secretary)
    assert refused.value.field == "/person"
    person = await registry.contacts.get(secretary.person)
    assert person is not None
    assert person.holds == (secretary.id,)

    await registry.do(EndTerm(seated.id, secretary.id, TODAY), OFFICER)
    later = Period(TODAY + timedelta(days=1))
    assert await registry.do(replace(member, period=later), OFFICER)


async def test_a_secretary_of_one_council_may_sit_for_the_users_in_another(registry: Driver, seated: Seated) -> None:
    secretary = await registry.do(a_secretary(seated), OFFICER)
    parent = (await registry.service.councils.get(seated.id)).charter.parent
    other = await registry.a_council("LBU-TON", Level.LOCAL, "0704", parent=parent)
    seat = await registry.a_seat(other)
    assert await registry.do(StartTerm(other, seat, TermRole.MEMBER, THIS_YEAR, secretary.person), OFFICER)


async def test_a_person_whom_nobody_entered_gets_no_term(registry: Driver, seated: Seated) -> None:
    with pytest.raises(UnknownReference) as refused:
        await registry.do(replace(a_secretary(seated), who="nobody"), OFFICER)
    assert refused.value.field == "/person"


async def test_somebody_known_is_not_entered_a_second_time(registry: Driver, seated: Seated) -> None:
    await registry.do(a_secretary(seated), OFFICER)
    other = await registry.a_seat(seated.id)
    with pytest.raises(PersonKnown):
        await registry.do(replace(a_secretary(seated), seat=other, role=TermRole.OBSERVER), OFFICER)


async def test_the_same_command_again_enters_nobody_twice(registry: Driver, seated: Seated) -> None:
    first = await registry.do(a_secretary(seated), OFFICER, key="once")
    again = await registry.do(a_secretary(seated), OFFICER, key="once")
    assert (again.id, again.person, again.receipt.repeated) == (first.id, first.person, True)
    assert len(await registry.contacts.page(None, 10)) == 2  # the leader and the secretary


async def test_a_refused_term_leaves_no_contact_behind(registry: Driver, seated: Seated) -> None:
    with pytest.raises(SeatTaken):
        await registry.do(replace(a_secretary(seated), seat=seated.chair, role=TermRole.MEMBER), OFFICER)
    assert [person.contact.name for person in await registry.contacts.page(None, 10)] == ["Modig Lykt"]


async def test_a_key_that_is_used_for_another_term_costs_nobody_the_first(registry: Driver, seated: Seated) -> None:
    first = await registry.do(a_secretary(seated), OFFICER, key="once")
    with pytest.raises(KeyReused):
        await registry.do(replace(a_secretary(seated), role=TermRole.COORDINATOR), OFFICER, key="once")
    person = await registry.contacts.get(first.person)
    assert person is not None
    assert person.holds == (first.id,)


async def test_a_term_is_ended_by_the_councils_own_secretary(registry: Driver, seated: Seated) -> None:
    await registry.do(EndTerm(seated.id, seated.leader.id, TODAY), seated.secretary)
    council = await registry.service.councils.get(seated.id)
    assert council.terms[seated.leader.id].period.ends == TODAY
