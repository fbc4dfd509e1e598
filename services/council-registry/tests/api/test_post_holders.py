"""Who holds the posts of an office or an organisation: who is told, and how much."""

from typing import Any

import pytest

from council_registry.application.people.start_post import StartPost
from council_registry.domain.period import Period
from council_registry.testing.driver import Driver
from council_registry.testing.http import Http
from council_registry.testing.people import (
    DIRECTORATE,
    EMPLOYEE,
    MANAGER,
    OFFICER,
    OFFICER_ELSEWHERE,
    THIS_YEAR,
    TODAY,
    newcomer,
)
from councilkit.events.councils import PostRole
from councilkit.web import Holding

PEOPLE = "/units/0701/people"


@pytest.fixture
async def fjord(registry: Driver) -> str:
    """Give a post at the office to somebody who has never signed in."""
    await registry.a_chain()
    command = StartPost("0701", PostRole.EMPLOYEE, THIS_YEAR, newcomer("Rolig Fjord", subject=None))
    return str((await registry.do(command, OFFICER)).id)


async def told(http: Http, by: Holding, path: str = PEOPLE) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await http.by(by).get(path)).json()["items"]
    return found


async def test_those_who_fill_posts_are_told_who_holds_them_and_invite(http: Http, fjord: str) -> None:
    for by in (DIRECTORATE, OFFICER):
        [one] = await told(http, by)
        assert (one["post"], one["name"], one["signed_in"]) == (fjord, "Rolig Fjord", False)
        assert one["actions"] == [{"action": "invite", "acting": by.id}]
        assert one["person"]


async def test_the_manager_of_the_office_is_told_names_alone(http: Http, fjord: str) -> None:
    [one] = await told(http, MANAGER)
    assert one == {"post": fjord, "name": "Rolig Fjord", "person": None, "signed_in": None, "actions": []}


@pytest.mark.parametrize("by", [OFFICER_ELSEWHERE, EMPLOYEE])
@pytest.mark.usefixtures("fjord")
async def test_others_are_told_of_nobody(http: Http, by: Holding) -> None:
    assert (await http.by(by).get(PEOPLE)).status_code == 403


async def test_who_held_a_post_once_is_not_told(http: Http, registry: Driver, fjord: str) -> None:
    before = Period(TODAY.replace(year=2024), TODAY.replace(year=2025))
    await registry.do(StartPost("0701", PostRole.EMPLOYEE, before, newcomer("Gult Lauv", subject=None)), OFFICER)
    assert [one["post"] for one in await told(http, OFFICER)] == [fjord]


@pytest.mark.usefixtures("fjord")
async def test_who_answers_for_an_organisation_is_told_to_the_directorate(http: Http) -> None:
    directorate = http.by(DIRECTORATE)
    id = (await directorate.post("/organisations", {"name": "Lyktelaget"})).json()["id"]
    contact = {"name": "Blid Skigard", "email": "skigard@example.no", "language": "nb"}
    made = (await directorate.post(f"/organisations/{id}/posts", {"starts": "2026-01-01", "contact": contact})).json()
    [one] = await told(http, DIRECTORATE, f"/organisations/{id}/people")
    assert (one["post"], one["name"], one["person"]) == (made["id"], "Blid Skigard", made["person"])
    assert (await http.by(OFFICER).get(f"/organisations/{id}/people")).status_code == 403


async def test_every_look_is_written_down(http: Http, registry: Driver, fjord: str) -> None:
    [person] = await registry.contacts.holding([fjord])
    await told(http, OFFICER)
    looks = await registry.keeping.accesses.about(person.id, before=None, limit=10)
    assert [(look.by, look.why) for look in looks] == [(OFFICER.id, "read_people")]
