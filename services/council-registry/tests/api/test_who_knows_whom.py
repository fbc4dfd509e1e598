"""A term opens a contact while it lasts, and an id of somebody opens nothing."""

from datetime import date, timedelta

import httpx2
import pytest

from council_registry.application.seats.end_term import EndTerm
from council_registry.application.seats.start_term import StartTerm
from council_registry.domain.period import Period
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.http import Http
from council_registry.testing.people import DIRECTORATE, OFFICER, OFFICER_ELSEWHERE, TODAY, newcomer
from councilkit.callers import Holding
from councilkit.events.councils import Level, TermRole
from councilkit.testing.holdings import a_term
from councilkit.web.problems import TYPE_PREFIX

CONTACT = {"name": "Modig Lykt", "email": "modig.lykt@example.no", "language": "nb"}


@pytest.fixture
async def seated(registry: Driver) -> Seated:
    return await registry.a_seated_council()


@pytest.fixture
async def lykt(registry: Driver, seated: Seated) -> str:
    [person] = await registry.contacts.holding([seated.leader.id])
    return person.id


def slug(answer: httpx2.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix(TYPE_PREFIX)


def contact_of(seated: Seated, term: str) -> str:
    return f"/councils/{seated.id}/terms/{term}/contact"


@pytest.mark.parametrize("days", [1, 60])
async def test_a_term_that_is_over_opens_no_contact(http: Http, registry: Driver, seated: Seated, days: int) -> None:
    await registry.do(EndTerm(seated.id, seated.leader.id, TODAY), OFFICER)
    path = contact_of(seated, seated.leader.id)
    assert (await http.by(seated.secretary).get(path)).status_code == 200
    registry.now += timedelta(days=days)
    for by in (seated.secretary, OFFICER, DIRECTORATE):
        assert slug(await http.by(by).get(path)) == (403, "not-allowed")
        assert slug(await http.by(by).put(path, CONTACT)) == (403, "not-allowed")
    people = await http.by(seated.secretary).get(f"/councils/{seated.id}/people", on=TODAY.isoformat())
    [told] = people.json()["items"]
    assert (told["name"], told["email"], told["phone"]) == ("Modig Lykt", None, None)


@pytest.mark.parametrize(("days", "status"), [(60, 200), (61, 403)])
async def test_a_term_that_begins_soon_opens_the_contact(
    http: Http, registry: Driver, seated: Seated, days: int, status: int
) -> None:
    seat = await registry.a_seat(seated.id)
    later = Period(TODAY + timedelta(days=days))
    who = newcomer("Rolig Fjord")
    term = await registry.do(StartTerm(seated.id, seat, TermRole.MEMBER, later, who), OFFICER)
    assert (await http.by(seated.secretary).get(contact_of(seated, term.id))).status_code == status


async def test_a_term_that_was_taken_back_opens_no_contact(http: Http, registry: Driver, seated: Seated) -> None:
    seat, starts = await registry.a_seat(seated.id), TODAY + timedelta(days=10)
    command = StartTerm(seated.id, seat, TermRole.MEMBER, Period(starts), newcomer("Rolig Fjord"))
    term = await registry.do(command, OFFICER)
    await registry.do(EndTerm(seated.id, term.id, starts - timedelta(days=1)), OFFICER)
    assert slug(await http.by(OFFICER).get(contact_of(seated, term.id))) == (403, "not-allowed")


async def appoint(http: Http, council: str, seat: str, person: str, by: Holding) -> httpx2.Response:
    body = {"seat": seat, "role": "member", "starts": date(2026, 11, 17).isoformat(), "person": person}
    return await http.by(by).post(f"/councils/{council}/terms", body)


async def test_nobody_is_seated_by_an_id_where_nobody_knows_that_one(
    http: Http, registry: Driver, seated: Seated, lykt: str
) -> None:
    parent = (await registry.service.councils.get(seated.id)).charter.parent
    other = await registry.a_council("LBU-SKI", Level.LOCAL, "0806", parent=parent)
    seat = await registry.a_seat(other)
    stranger = a_term(other, TermRole.SECRETARY, side="nav")
    assert slug(await appoint(http, other, seat, lykt, stranger)) == (422, "unknown-reference")
    assert (await appoint(http, other, seat, lykt, OFFICER)).status_code == 201


async def test_who_has_sat_here_is_seated_again_by_an_id(
    http: Http, registry: Driver, seated: Seated, lykt: str
) -> None:
    await registry.do(EndTerm(seated.id, seated.leader.id, TODAY), OFFICER)
    registry.now += timedelta(days=30)
    body = {"seat": seated.chair, "role": "leader", "starts": "2026-12-20", "person": lykt}
    path = f"/councils/{seated.id}/terms"
    assert (await http.by(seated.secretary).post(path, body, key="12345678")).status_code == 201
    assert (await http.by(seated.secretary).post(path, body, key="12345678")).status_code == 201


async def test_no_post_is_given_by_an_id_to_somebody_of_another_region(http: Http, lykt: str) -> None:
    body = {"role": "employee", "starts": "2026-11-17", "person": lykt}
    refused = await http.by(OFFICER_ELSEWHERE).post("/units/0300/posts", body)
    assert slug(refused) == (422, "unknown-reference")
    assert refused.json()["errors"][0]["field"] == "/person"
