"""Organisations that are asked for representatives, those who answer for them, and posts with two to report to."""

from typing import Any

import httpx2
import pytest

from council_registry.testing.driver import Driver
from council_registry.testing.http import Http
from council_registry.testing.people import DIRECTORATE, MANAGER, OFFICER
from councilkit.testing.client import Asker
from councilkit.web.problems import TYPE_PREFIX

CONTACT = {"name": "Blid Skigard", "email": "skigard@example.no", "language": "nb", "subject": "skigard"}


@pytest.fixture
async def directorate(http: Http, registry: Driver) -> Asker:
    await registry.a_chain()
    return http.by(DIRECTORATE)


async def listed(by: Asker, name: str, umbrella: str | None = None) -> str:
    answer = await by.post("/organisations", {"name": name, "umbrella": umbrella})
    assert answer.status_code == 201
    return str(answer.json()["id"])


def slug(answer: httpx2.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix(TYPE_PREFIX)


async def test_an_organisation_is_listed_under_its_umbrella_and_found_by_its_name(directorate: Asker) -> None:
    above = await listed(directorate, "Fellesskapet av lykter")
    below = await listed(directorate, "Søndre Lyktelag", above)
    everyone = (await directorate.get("/organisations")).json()
    assert [one["name"] for one in everyone["items"]] == ["Fellesskapet av lykter", "Søndre Lyktelag"]
    assert everyone["actions"] == [{"action": "list_organisation", "acting": DIRECTORATE.id}]
    [found] = (await directorate.get("/organisations", q="sondre lykt")).json()["items"]
    assert found == {"id": below, "name": "Søndre Lyktelag", "umbrella": above}
    page = (await directorate.get(f"/organisations/{above}")).json()
    assert [one["id"] for one in page["under"]] == [below]


async def test_the_name_of_an_organisation_is_in_no_event(directorate: Asker, registry: Driver) -> None:
    await listed(directorate, "Lyktelaget")
    assert b"Lyktelaget" not in b"".join(item.data for item in await registry.published())


async def test_an_organisation_gets_another_name(directorate: Asker) -> None:
    id = await listed(directorate, "Lyktelaget")
    await directorate.post(f"/organisations/{id}/change", {"name": "Nye Lyktelaget"})
    told = await directorate.get(f"/organisations/{id}")
    assert (told.json()["name"], told.json()["sequence"]) == ("Nye Lyktelaget", 2)


async def test_an_organisation_is_not_under_itself(directorate: Asker) -> None:
    above = await listed(directorate, "Lykter")
    middle = await listed(directorate, "Lamper", above)
    below = await listed(directorate, "Lys", middle)
    for umbrella in (above, below):
        answer = await directorate.post(f"/organisations/{above}/change", {"name": "Lykter", "umbrella": umbrella})
        assert slug(answer) == (422, "organisation-of-itself")
    unknown = await directorate.post(f"/organisations/{above}/change", {"name": "Lykter", "umbrella": "nowhere"})
    assert slug(unknown) == (422, "unknown-reference")


async def test_somebody_answers_for_an_organisation_and_then_no_more(
    http: Http, registry: Driver, directorate: Asker
) -> None:
    id = await listed(directorate, "Lyktelaget")
    made = (await directorate.post(f"/organisations/{id}/posts", {"starts": "2026-01-01", "contact": CONTACT})).json()
    [holding] = (await registry.sign_in("skigard")).holdings
    assert (holding.id, holding.organisation, holding.side) == (made["id"], id, "user")
    held = (await http.by(subject=made["person"], acting=None).get("/me")).status_code
    assert held == 403  # a token without a term or post

    ended = await directorate.post(f"/organisations/{id}/posts/{made['id']}/end", {"on": "2026-11-16"})
    assert ended.status_code == 200
    [post] = (await directorate.get(f"/organisations/{id}")).json()["posts"]
    assert post == {"id": made["id"], "starts": "2026-01-01", "ends": "2026-11-16"}
    late = await directorate.post(f"/organisations/{id}/posts/nobodys/end", {"on": "2026-11-16"})
    assert slug(late) == (404, "no-such-post")


async def test_a_contact_names_an_organisation_that_is_there(directorate: Asker) -> None:
    id = await listed(directorate, "Lyktelaget")
    body = {"role": "employee", "starts": "2026-01-01"}
    wrong = {**body, "contact": {**CONTACT, "organisation": "nowhere"}}
    assert slug(await directorate.post("/units/0701/posts", wrong)) == (422, "unknown-reference")
    right = {**body, "contact": {**CONTACT, "organisation": id}}
    assert (await directorate.post("/units/0701/posts", right)).status_code == 201


@pytest.mark.parametrize("by", [OFFICER, MANAGER])
async def test_only_the_directorate_changes_an_organisation(http: Http, directorate: Asker, by: Any) -> None:  # noqa: ANN401 - a holding
    id = await listed(directorate, "Lyktelaget")
    answer = await http.by(by).post(f"/organisations/{id}/change", {"name": "Vårt lag"})
    assert slug(answer) == (403, "not-allowed")


async def test_an_experience_consultant_reports_to_a_council_too(directorate: Asker) -> None:
    [council] = (await directorate.get("/councils", unit="0701")).json()["items"]
    body = {"starts": "2026-01-01", "contact": CONTACT, "role": "experience_consultant"}
    assert slug(await directorate.post("/units/0701/posts", body)) == (422, "wrong-place-for-post")
    unknown = await directorate.post("/units/0701/posts", {**body, "council": "nowhere"})
    assert slug(unknown) == (422, "unknown-reference")
    assert (await directorate.post("/units/0701/posts", {**body, "council": council["id"]})).status_code == 201
    [post] = (await directorate.get("/units/0701")).json()["posts"]
    assert post["council"] == council["id"]
    employee = {**body, "role": "employee", "council": council["id"]}
    assert slug(await directorate.post("/units/0701/posts", employee)) == (422, "wrong-place-for-post")
