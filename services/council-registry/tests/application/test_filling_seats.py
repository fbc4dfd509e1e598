from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from council_registry.application.people.resolve_contacts import ResolveContacts, resolve_contacts
from council_registry.application.seats.answer_nomination import AnswerNomination
from council_registry.application.seats.close_nomination import CloseNomination
from council_registry.application.seats.list_vacancies import Vacancy, Wanted, list_vacancies
from council_registry.application.seats.nominating import Request
from council_registry.application.seats.read_nominations import (
    NominationPage,
    RequestsWanted,
    list_nominations,
    read_nomination,
)
from council_registry.application.seats.read_seats import read_seats
from council_registry.application.seats.request_nomination import RequestNomination
from council_registry.application.seats.seat_facts import WriteFacts, read_facts, write_facts
from council_registry.application.seats.sweep_nominees import KEPT, sweep_nominees
from council_registry.domain.person import Group
from council_registry.domain.seat_file import Facts, Nominee
from council_registry.domain.seat_refusals import NobodyToAsk, NominationOver, NoSuchSeat
from council_registry.testing.asked import a_contact, an_organisation
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.people import (
    DIRECTORATE,
    MANAGER,
    OFFICER,
    OFFICER_ELSEWHERE,
    THIS_YEAR,
    TODAY,
    newcomer,
)
from councilkit.callers import Holding
from councilkit.policy import NotAllowed
from councilkit.refusals import UnknownReference
from councilkit.testing.holdings import a_term
from councilkit.workdays import oslo_day

PROFILE = "Somebody who has used the office lately"
LYKT = Nominee("Stille Lykt", "stille.lykt@example.no")


@dataclass
class Scene:
    """A council with an empty seat, and an organisation with somebody who answers for it."""

    registry: Driver
    seated: Seated
    empty: str
    organisation: str
    contact: Holding

    async def asked(self) -> str:
        command = RequestNomination(self.seated.id, self.empty, self.organisation, TODAY + timedelta(days=14), PROFILE)
        receipt = await self.registry.do(command, self.seated.secretary)
        [nomination] = [one for one in await self.listed() if one.nomination.open]
        assert str(receipt).startswith(f"council-{self.seated.id}")
        return nomination.nomination.id

    async def listed(
        self, council: str | None = None, organisation: str | None = None, by: Holding = OFFICER
    ) -> Sequence[Request]:
        requests = self.registry.service.requests
        wanted = RequestsWanted(council=council, organisation=organisation)
        return await list_nominations(wanted, [by], TODAY, after=None, limit=50, requests=requests)

    async def read(self, nomination: str, *asker: Holding) -> NominationPage:
        service = self.registry.service
        return await read_nomination(
            nomination, asker, TODAY, requests=service.requests, texts=service.texts, seat_files=service.keeping.seats
        )

    async def vacancies(self, wanted: Wanted, by: Holding = OFFICER) -> list[Vacancy]:
        service = self.registry.service
        return await list_vacancies(
            wanted,
            await service.directories.on(TODAY),
            [by],
            rules=service.rules,
            requests=service.requests,
            seat_files=service.keeping.seats,
        )


@pytest.fixture
async def scene(registry: Driver) -> Scene:
    seated = await registry.a_seated_council()
    empty = await registry.a_seat(seated.id)
    organisation = await an_organisation(registry, "Lyktelaget")
    return Scene(registry, seated, empty, organisation, await a_contact(registry, organisation))


async def test_an_organisation_is_asked_answers_and_the_council_looks(scene: Scene) -> None:
    nomination = await scene.asked()
    await scene.registry.do(AnswerNomination(nomination, (LYKT,)), scene.contact)
    page = await scene.read(nomination, scene.seated.leader)
    assert (page.profile, page.nominees, page.request.organisation) == (PROFILE, (LYKT,), scene.organisation)


async def test_no_event_tells_which_organisation_is_asked_for_a_seat_or_answers(scene: Scene) -> None:
    await scene.registry.do(AnswerNomination(await scene.asked(), (LYKT,)), scene.contact)
    told = [item for item in await scene.registry.published() if ".nomination." in item.type]
    assert [item.type.split(".")[2] for item in told] == ["requested", "answered"]
    for item in told:
        for secret in (scene.organisation, scene.contact.id):
            assert secret not in item.data.decode() + item.actor


async def test_those_who_are_asked_are_found_by_the_request_alone(scene: Scene) -> None:
    nomination, service = await scene.asked(), scene.registry.service
    [found] = await resolve_contacts(
        ResolveContacts("nomination-1", frozenset({nomination})),
        "mailer",
        contacts=service.contacts,
        requests=service.requests,
        accesses=service.keeping.accesses,
        clock=scene.registry.clock,
    )
    assert found.holds == (nomination,)


async def test_nobody_else_sees_who_was_asked_and_named(scene: Scene) -> None:
    nomination = await scene.asked()
    await scene.registry.do(AnswerNomination(nomination, (LYKT,)), scene.contact)
    assert (await scene.read(nomination, scene.contact)).nominees == (LYKT,)
    for by in (MANAGER, OFFICER_ELSEWHERE, a_term(scene.seated.id, "member"), a_term("elsewhere")):
        with pytest.raises(NotAllowed):
            await scene.read(nomination, by)
        assert await scene.listed(by=by) == []


async def test_names_that_a_crash_left_without_an_answer_are_told_to_nobody(scene: Scene) -> None:
    nomination = await scene.asked()
    await scene.registry.service.keeping.seats.write_nominees(nomination, [LYKT])
    assert (await scene.read(nomination, scene.seated.leader)).nominees == ()


async def test_a_late_repeat_of_an_older_answer_names_nobody_again(scene: Scene) -> None:
    nomination, older, newer = await scene.asked(), Nominee("Blid Skigard", "blid@example.no"), LYKT
    await scene.registry.do(AnswerNomination(nomination, (older,)), scene.contact, key="older")
    await scene.registry.do(AnswerNomination(nomination, (newer,)), scene.contact, key="newer")
    await scene.registry.do(AnswerNomination(nomination, (older,)), scene.contact, key="older")
    assert list((await scene.read(nomination, scene.seated.leader)).nominees) == [newer]


async def test_an_answer_is_told_again_when_the_request_is_closed(scene: Scene) -> None:
    nomination = await scene.asked()
    first = await scene.registry.do(AnswerNomination(nomination, (LYKT,)), scene.contact, key="the same")
    await scene.registry.do(CloseNomination(nomination), scene.seated.secretary)
    again = await scene.registry.do(AnswerNomination(nomination, (LYKT,)), scene.contact, key="the same")
    assert str(again) == str(first)


async def test_whoever_was_erased_is_not_told_though_somebody_names_them_again(scene: Scene) -> None:
    nomination = await scene.asked()
    [leader] = await scene.registry.contacts.holding([scene.seated.leader.id])
    await scene.registry.service.erasing.erase(leader, by=scene.seated.leader.id)
    named = Nominee("Modig L.", leader.contact.email)
    await scene.registry.do(AnswerNomination(nomination, (named, LYKT)), scene.contact)
    assert list((await scene.read(nomination, scene.contact)).nominees) == [LYKT]


async def test_only_the_organisation_that_is_asked_answers(scene: Scene) -> None:
    nomination = await scene.asked()
    other = await a_contact(scene.registry, await an_organisation(scene.registry, "Koppelaget"))
    for by in (other, scene.seated.leader, OFFICER):
        with pytest.raises(NotAllowed):
            await scene.registry.do(AnswerNomination(nomination, (LYKT,)), by)


async def test_a_closed_request_is_not_answered_and_keeps_no_names(scene: Scene) -> None:
    nomination = await scene.asked()
    await scene.registry.do(CloseNomination(nomination), scene.seated.secretary)
    with pytest.raises(NominationOver):
        await scene.registry.do(AnswerNomination(nomination, (LYKT,)), scene.contact)
    assert await scene.registry.service.keeping.seats.answered() == []


async def test_an_organisation_without_a_contact_is_asked_through_its_umbrella(scene: Scene) -> None:
    below = await an_organisation(scene.registry, "Lyktelaget ung", scene.organisation)
    command = RequestNomination(scene.seated.id, scene.empty, below, TODAY, PROFILE)
    await scene.registry.do(command, scene.seated.secretary)
    [one] = await scene.listed(scene.seated.id)
    assert one.organisation == scene.organisation


async def test_where_nobody_answers_nobody_is_asked(scene: Scene) -> None:
    lonely = await an_organisation(scene.registry, "Ensom krets")
    with pytest.raises(NobodyToAsk):
        await scene.registry.do(
            RequestNomination(scene.seated.id, scene.empty, lonely, TODAY, PROFILE), scene.seated.secretary
        )
    with pytest.raises(UnknownReference):
        await scene.registry.do(
            RequestNomination(scene.seated.id, scene.empty, "nobody", TODAY, PROFILE), scene.seated.secretary
        )


async def test_requests_are_found_by_council_and_by_organisation(scene: Scene) -> None:
    await scene.asked()
    assert len(await scene.listed(council=scene.seated.id)) == len(await scene.listed()) == 1
    assert len(await scene.listed(organisation=scene.organisation)) == 1
    assert await scene.listed(council="elsewhere") == await scene.listed(organisation="elsewhere") == []


async def test_half_a_year_after_a_request_was_closed_nobody_knows_who_was_named(scene: Scene) -> None:
    registry, service, nomination = scene.registry, scene.registry.service, await scene.asked()
    await registry.do(AnswerNomination(nomination, (LYKT,)), scene.contact)
    registry.now += KEPT + timedelta(days=1)
    parts: dict[str, Any] = {"seat_files": service.keeping.seats, "requests": service.requests, "clock": registry.clock}
    assert await sweep_nominees(**parts) == 0
    await registry.do(CloseNomination(nomination), scene.seated.secretary)
    registry.now += KEPT
    assert await sweep_nominees(**parts) == 0
    registry.now += timedelta(days=1)
    assert await sweep_nominees(**parts) == 1
    assert await service.keeping.seats.answered() == []


async def test_half_a_year_after_a_request_that_nobody_closes_nobody_knows_who_was_named(scene: Scene) -> None:
    registry, service, nomination = scene.registry, scene.registry.service, await scene.asked()
    await registry.do(AnswerNomination(nomination, (LYKT,)), scene.contact)
    request = await service.requests.get(nomination, oslo_day(registry.now))
    parts: dict[str, Any] = {"seat_files": service.keeping.seats, "requests": service.requests, "clock": registry.clock}
    registry.now += timedelta(days=(request.nomination.due - oslo_day(registry.now)).days) + KEPT
    assert await sweep_nominees(**parts) == 0
    registry.now += timedelta(days=1)
    assert await sweep_nominees(**parts) == 1


async def test_whoever_is_erased_is_named_nowhere(scene: Scene) -> None:
    registry = scene.registry
    nomination, who = await scene.asked(), newcomer("Modig Lykt").contact
    await registry.do(
        AnswerNomination(nomination, (Nominee("Modig L.", who.email), LYKT, Nominee("modig lykt"))), scene.contact
    )
    [leader] = await registry.contacts.holding([scene.seated.leader.id])
    await registry.service.erasing.erase(leader, by=scene.seated.leader.id)
    assert list(await registry.service.keeping.seats.nominees(nomination)) == [LYKT]


async def test_an_empty_seat_stands_in_the_list_of_its_region_with_who_is_asked(scene: Scene) -> None:
    nomination = await scene.asked()
    found = {one.chair.seat.id: one for one in await scene.vacancies(Wanted(region="0800"))}
    assert set(found) == {scene.empty, scene.seated.desk, scene.seated.chair}
    assert (asked := found[scene.empty].nomination)
    assert asked.id == nomination
    assert found[scene.seated.chair].chair.ends == THIS_YEAR.ends
    assert await scene.vacancies(Wanted(region="0300")) == await scene.vacancies(Wanted(council="elsewhere")) == []


async def test_an_organisation_sees_the_seats_that_it_fills_and_others_do_not(scene: Scene) -> None:
    service = scene.registry.service
    facts = WriteFacts(scene.seated.id, scene.empty, Facts(scene.organisation, (Group.YOUTH,), PROFILE))
    standing = await service.directories.on(TODAY)
    await write_facts(
        facts, [scene.seated.secretary], standing, organisations=service.organisations, seat_files=service.keeping.seats
    )
    wanted = Wanted(organisation=scene.organisation)
    for by in (scene.contact, OFFICER, DIRECTORATE):
        assert [one.chair.seat.id for one in await scene.vacancies(wanted, by)] == [scene.empty]
    for by in (scene.seated.leader, MANAGER):
        with pytest.raises(NotAllowed):
            await scene.vacancies(wanted, by)


async def test_facts_of_a_seat_are_for_those_who_fill_it(scene: Scene) -> None:
    service = scene.registry.service
    standing = await service.directories.on(TODAY)
    for by in (scene.contact, MANAGER, a_term(scene.seated.id, "member")):
        with pytest.raises(NotAllowed):
            await read_facts(scene.seated.id, scene.empty, [by], standing, seat_files=service.keeping.seats)
    with pytest.raises(NoSuchSeat):
        await read_facts(scene.seated.id, "nowhere", [OFFICER], standing, seat_files=service.keeping.seats)
    assert (
        await read_facts(scene.seated.id, scene.empty, [OFFICER], standing, seat_files=service.keeping.seats) == Facts()
    )


async def test_a_seat_is_not_shown_before_it_was_put_there_or_somebody_sat_in_it(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    seen: dict[str, list[str]] = {}
    for name, day in (("then", THIS_YEAR.starts), ("before", THIS_YEAR.starts - timedelta(days=1)), ("now", TODAY)):
        standing = await registry.service.directories.on(day)
        seen[name] = [chair.seat.id for chair in read_seats(seated.id, standing, registry.service.rules).chairs]
    assert seen == {"then": [seated.chair], "before": [], "now": [seated.chair, seated.desk]}
