"""An employee who vouches sits beside: what is told in the session is told to two."""

from datetime import timedelta
from typing import Any

import httpx2
import pytest

from council_registry.application.people.start_post import StartPost
from council_registry.application.seats.start_term import StartTerm
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.http import Http
from council_registry.testing.people import DIRECTORATE, MANAGER, OFFICER, THIS_YEAR, newcomer
from councilkit.events.councils import PostRole, TermRole
from councilkit.testing.client import Asker
from councilkit.web.problems import TYPE_PREFIX

VOUCHED = "urn:raadslag:oauth:grant-type:vouched"
CONTACT: dict[str, Any] = {
    "name": "Modig Lykt",
    "email": "lykt@example.no",
    "language": "nn",
    "phone": "22222222",
    "address": "Lyktegata 1",
    "user_group": "syn",
    "groups": ["youth"],
}
TOLD_TO_FEW: dict[str, Any] = {"address": None, "user_group": None, "groups": [], "organisation": None}


@pytest.fixture
async def seated(registry: Driver) -> Seated:
    return await registry.a_seated_council()


@pytest.fixture
async def alone(http: Http, registry: Driver, seated: Seated) -> Asker:
    asker = http.by(seated.leader, subject=(await registry.sign_in("outside-modig.lykt")).subject)
    assert (await asker.put("/me/contact", CONTACT)).status_code == 200
    return asker


@pytest.fixture
async def beside(http: Http, seated: Seated, alone: Asker) -> Asker:
    """Come in with an employee's word."""
    await alone.get("/me")
    given = await http.by(MANAGER).post(f"/councils/{seated.id}/terms/{seated.leader.id}/vouch")
    token = await http.client.post("/token", data={"grant_type": VOUCHED, "code": given.json()["code"]})
    return Asker(http.client, token.json()["access_token"], seated.leader.id)


def slug(answer: httpx2.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix(TYPE_PREFIX)


async def test_what_is_told_to_few_is_not_told_to_who_vouches(beside: Asker, seated: Seated) -> None:
    for path in ("/me/contact", f"/councils/{seated.id}/terms/{seated.leader.id}/contact"):
        told = (await beside.get(path)).json()
        assert (told["name"], told["phone"]) == ("Modig Lykt", "22222222")
        assert {field: told[field] for field in TOLD_TO_FEW} == TOLD_TO_FEW


async def test_some_things_are_done_with_an_own_sign_in_alone(beside: Asker, alone: Asker, seated: Seated) -> None:
    own = f"/councils/{seated.id}/terms/{seated.leader.id}/contact"
    changed = {**CONTACT, "email": "employee@example.no"}
    assert slug(await beside.get("/me/data")) == (403, "only-in-person")
    assert slug(await beside.put("/me/contact", changed)) == (403, "only-in-person")
    assert slug(await beside.put(own, changed)) == (403, "only-in-person")
    assert slug(await beside.post("/me/erase")) == (403, "only-in-person")
    assert (await alone.get("/me/contact")).json()["email"] == "lykt@example.no"


async def test_only_the_term_that_is_vouched_for_is_told_of(
    registry: Driver, seated: Seated, beside: Asker, alone: Asker
) -> None:
    [person] = await registry.contacts.holding([seated.leader.id])
    parent = (await registry.service.councils.get(seated.id)).charter.parent
    seat = await registry.a_seat(parent or "")
    await registry.do(StartTerm(parent or "", seat, TermRole.MEMBER, THIS_YEAR, person.id), DIRECTORATE)
    await registry.do(StartPost("0300", PostRole.DELEGATE, THIS_YEAR, person.id), DIRECTORATE)
    assert len((await alone.get("/me/seats")).json()["items"]) == 2
    [told] = (await beside.get("/me/seats")).json()["items"]
    assert told["term"]["id"] == seated.leader.id


async def test_who_vouches_is_written_down_as_the_one_who_looked(
    registry: Driver, seated: Seated, beside: Asker
) -> None:
    await beside.get("/me/contact")
    registry.now += timedelta(minutes=1)
    await beside.get(f"/councils/{seated.id}/people")
    registry.now += timedelta(minutes=1)
    await beside.get(f"/councils/{seated.id}/terms/{seated.leader.id}/contact")
    [leader] = await registry.contacts.holding([seated.leader.id])
    looks = await registry.keeping.accesses.about(leader.id, before=None, limit=10)
    assert [(look.by, look.why) for look in looks] == [
        (MANAGER.id, "read_contact"),
        (MANAGER.id, "read_people"),
        (MANAGER.id, "read_contact"),
    ]


async def test_who_vouches_for_a_leader_is_told_no_more_of_the_others(
    http: Http, registry: Driver, seated: Seated, beside: Asker
) -> None:
    seat = await registry.a_seat(seated.id)
    command = StartTerm(seated.id, seat, TermRole.MEMBER, THIS_YEAR, newcomer("Rolig Fjord"))
    member = await registry.do(command, OFFICER)
    path = f"/councils/{seated.id}/terms/{member.id}/contact"
    assert (await http.by(seated.secretary).get(path)).json()["user_group"] == "Lyktelaget"
    assert (await beside.get(path)).json()["user_group"] is None


async def test_what_is_done_in_the_session_says_who_vouched(registry: Driver, seated: Seated, beside: Asker) -> None:
    seat = await registry.a_seat(seated.id)
    body = {"seat": seat, "role": "member", "starts": "2026-11-17", "contact": {**CONTACT, "name": "Rolig Fjord"}}
    made = await beside.post(f"/councils/{seated.id}/terms", body)
    assert made.status_code == 201, made.text
    *_, entry = await registry.house.ledger.history(f"council-{seated.id}")
    assert (entry.actor, entry.vouched_by) == (seated.leader.id, MANAGER.id)
    assert MANAGER.id.encode() not in (await registry.published())[-1].data


async def test_what_is_done_alone_says_nothing_of_that(registry: Driver, seated: Seated, alone: Asker) -> None:
    body = {"seat": await registry.a_seat(seated.id), "role": "member", "starts": "2026-11-17", "contact": CONTACT}
    assert (await alone.post(f"/councils/{seated.id}/terms", body)).status_code == 201
    *_, entry = await registry.house.ledger.history(f"council-{seated.id}")
    assert (entry.actor, entry.vouched_by) == (seated.leader.id, None)
