"""Who sits in a council, by name: who is told how much, and who may change it."""

from typing import Any

import pytest

from council_registry.application.seats.start_term import StartTerm
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.http import Http
from council_registry.testing.people import (
    DIRECTORATE,
    EMPLOYEE,
    MANAGER,
    OFFICER,
    OFFICER_ELSEWHERE,
    THIS_YEAR,
    newcomer,
)
from councilkit.events.councils import PostRole, TermRole
from councilkit.testing.client import Asker
from councilkit.testing.holdings import a_post, a_term
from councilkit.web import Holding

CONTACT = {
    "name": "Modig Lykt",
    "email": "lykt@example.no",
    "language": "nb",
    "phone": "22222222",
    "phone_shared": False,
    "address": "Lyktegata 1",
}


@pytest.fixture
async def seated(registry: Driver) -> Seated:
    return await registry.a_seated_council()


@pytest.fixture
async def myself(http: Http, registry: Driver, seated: Seated) -> Asker:
    return http.by(seated.leader, subject=(await registry.sign_in("outside-modig.lykt")).subject)


async def leader_as_told(http: Http, seated: Seated, by: Holding) -> dict[str, Any]:
    [told] = (await http.by(by).get(f"/councils/{seated.id}/people")).json()["items"]
    assert isinstance(told, dict)
    return told


async def test_those_who_look_after_a_council_are_told_how_to_reach_everybody(
    http: Http, seated: Seated, myself: Asker
) -> None:
    await myself.put("/me/contact", CONTACT)
    for by in (DIRECTORATE, OFFICER, seated.secretary):
        told = await leader_as_told(http, seated, by)
        assert (told["term"], told["role"], told["seat"]) == (seated.leader.id, "leader", seated.chair)
        assert (told["name"], told["phone"], told["email"]) == ("Modig Lykt", "22222222", "lykt@example.no")


@pytest.mark.parametrize(("shared", "phone"), [(False, None), (True, "22222222")])
async def test_colleagues_are_told_a_name_and_the_phone_of_who_shares_it(
    http: Http, seated: Seated, myself: Asker, *, shared: bool, phone: str | None
) -> None:
    await myself.put("/me/contact", {**CONTACT, "phone_shared": shared})
    for by in (a_term(seated.id, TermRole.MEMBER), MANAGER):
        told = await leader_as_told(http, seated, by)
        assert (told["name"], told["phone"], told["email"]) == ("Modig Lykt", phone, None)
        assert (told["person"], told["signed_in"]) == (None, None)
        assert by is MANAGER or told["actions"] == []


async def test_an_employee_of_the_office_is_told_the_names_to_vouch_for_somebody(
    http: Http, seated: Seated, myself: Asker
) -> None:
    await myself.put("/me/contact", {**CONTACT, "phone_shared": True})
    told = await leader_as_told(http, seated, EMPLOYEE)
    assert (told["name"], told["phone"], told["email"], told["person"]) == ("Modig Lykt", None, None, None)
    assert told["actions"] == [{"action": "vouch", "acting": EMPLOYEE.id}]


async def test_an_employee_is_told_of_nobody_elsewhere_and_of_no_other_day(http: Http, seated: Seated) -> None:
    path = f"/councils/{seated.id}/people"
    assert (await http.by(a_post("0704", PostRole.EMPLOYEE)).get(path)).status_code == 403
    assert (await http.by(EMPLOYEE).get(path, on="2026-03-01")).status_code == 403


@pytest.mark.parametrize("by", [OFFICER_ELSEWHERE, a_term("elsewhere")])
async def test_strangers_are_told_of_nobody(http: Http, seated: Seated, by: Holding) -> None:
    assert (await http.by(by).get(f"/councils/{seated.id}/people")).status_code == 403
    assert (await http.by(by).get(f"/councils/{seated.id}/terms/{seated.leader.id}/contact")).status_code == 403


async def test_who_sat_on_another_day_is_told_for_that_day(http: Http, seated: Seated) -> None:
    answer = await http.by(OFFICER).get(f"/councils/{seated.id}/people", on="2027-02-01")
    assert answer.json() == {"items": []}


async def test_what_may_be_done_with_a_term_is_told_with_it(http: Http, registry: Driver, seated: Seated) -> None:
    who = newcomer("Rolig Fjord", subject=None)
    seat = await registry.a_seat(seated.id)
    await registry.do(StartTerm(seated.id, seat, TermRole.MEMBER, THIS_YEAR, who), OFFICER)
    people = (await http.by(seated.secretary).get(f"/councils/{seated.id}/people")).json()["items"]
    assert all(one["person"] for one in people)
    actions = {one["name"]: {action["action"] for action in one["actions"]} for one in people}
    assert actions["Modig Lykt"] == {"change_contact", "end_term", "vouch"}
    assert actions["Rolig Fjord"] == {"change_contact", "end_term", "vouch", "invite"}
    assert {one["name"]: one["signed_in"] for one in people} == {"Modig Lykt": True, "Rolig Fjord": False}


async def test_a_protected_address_is_told_to_its_owner_alone(http: Http, seated: Seated, myself: Asker) -> None:
    path = f"/councils/{seated.id}/terms/{seated.leader.id}/contact"
    await myself.put("/me/contact", CONTACT)
    assert (await http.by(seated.secretary).get(path)).json()["address"] == "Lyktegata 1"
    await myself.put(path, {**CONTACT, "protected": True})
    for by in (DIRECTORATE, OFFICER, seated.secretary):
        assert (await http.by(by).get(path)).json()["address"] is None
    assert (await myself.get(path)).json()["address"] == "Lyktegata 1"


async def test_who_does_not_see_a_protected_address_does_not_change_it(
    http: Http, seated: Seated, myself: Asker
) -> None:
    path = f"/councils/{seated.id}/terms/{seated.leader.id}/contact"
    await myself.put("/me/contact", {**CONTACT, "protected": True})
    changed = await http.by(seated.secretary).put(path, {**CONTACT, "phone": None, "address": None, "protected": False})
    assert (changed.status_code, changed.json()["phone"], changed.json()["protected"]) == (200, None, True)
    assert (await myself.get("/me/contact")).json()["address"] == "Lyktegata 1"


async def test_a_contact_of_no_term_is_missing(http: Http, seated: Seated) -> None:
    assert (await http.by(OFFICER).get(f"/councils/{seated.id}/terms/nowhere/contact")).status_code == 404
    assert (await http.by(OFFICER).get("/councils/nowhere/people")).status_code == 404


async def test_every_look_at_others_is_written_down(http: Http, registry: Driver, seated: Seated) -> None:
    [leader] = await registry.contacts.holding([seated.leader.id])
    path = f"/councils/{seated.id}/terms/{seated.leader.id}/contact"
    await http.by(OFFICER).get(f"/councils/{seated.id}/people")
    await http.by(DIRECTORATE).get(path)
    await http.by(seated.secretary).put(path, CONTACT)
    looks = await registry.keeping.accesses.about(leader.id, before=None, limit=10)
    whys = sorted((look.by, look.why) for look in looks)
    assert whys == sorted(
        [
            (OFFICER.id, "read_people"),
            (DIRECTORATE.id, "read_contact"),
            (seated.secretary.id, "change_contact"),
            (seated.secretary.id, "read_contact"),
        ]
    )
