from datetime import timedelta
from typing import Any

import httpx2
import pytest

from council_registry.testing.asked import a_contact, an_organisation
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.http import Http
from council_registry.testing.people import OFFICER, TODAY
from council_registry.testing.seat_scene import SeatScene
from councilkit.testing.client import Asker
from councilkit.web.problems import TYPE_PREFIX

DUE = (TODAY + timedelta(days=14)).isoformat()
AGREED = {"starts": "2026-11-17", "status": "agreed", "review_on": "2028-06-01", "reference": "Sak 3/26"}


@pytest.fixture
async def seated(registry: Driver) -> Seated:
    return await registry.a_seated_council()


def refused(answer: httpx2.Response) -> tuple[int, str, str | None]:
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    return answer.status_code, told["type"].removeprefix(TYPE_PREFIX), (told.get("errors") or [{}])[0].get("field")


def named(numbers: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {number["name"]: number for number in numbers}


async def test_a_mandate_page_says_why_each_number_is_what_it_is(http: Http, seated: Seated) -> None:
    by = http.by(seated.leader)
    made = await by.post(f"/councils/{seated.id}/mandates", {**AGREED, "numbers": {"meetings_a_year": 2}})
    assert made.status_code == 201
    page = await by.get(f"/councils/{seated.id}/mandate", since=made.json()["receipt"])
    told = page.json()
    assert (told["version"], told["status"], told["reference"], told["ends"]) == (1, "agreed", "Sak 3/26", None)
    numbers = named(told["numbers"])
    assert numbers["meetings_a_year"] == {
        "name": "meetings_a_year",
        "value": 2,
        "least": 0,
        "most": 24,
        "status": "agreed",
        "source": "own",
        "council": seated.id,
        "short": "LBU-HOR",
        "version": 1,
        "rule_set": None,
    }
    assert (numbers["notice_days"]["source"], numbers["notice_days"]["rule_set"]) == ("rule_set", "S1-2018")
    assert (told["numbering"]["value"], told["numbering"]["source"]) == ("per_treatment", "rule_set")
    assert [version["own_numbers"] for version in told["history"]] == [{"meetings_a_year": 2}]
    assert told["actions"] == [{"action": "set_mandate", "acting": seated.leader.id}]
    again = await http.client.get(
        f"/councils/{seated.id}/mandate", headers=by.headers() | {"If-None-Match": page.headers["etag"]}
    )
    assert again.status_code == 304


async def test_a_council_without_a_mandate_still_has_its_numbers(http: Http, seated: Seated) -> None:
    told = (await http.by(seated.leader).get(f"/councils/{seated.id}/mandate")).json()
    assert (told["version"], told["starts"], told["history"]) == (None, None, [])
    assert named(told["numbers"])["meetings_a_year"]["status"] == "proposed"


@pytest.mark.parametrize(
    ("wrong", "answer"),
    [
        ({"numbers": {"coffee_breaks": 3}}, (422, "unknown-number", "/numbers/coffee_breaks")),
        ({"numbers": {"term_months": 0}}, (422, "number-out-of-range", "/numbers/term_months")),
        ({"ends": "2026-11-16", "review_on": None}, (422, "ends-before-start", "/ends")),
        ({"ends": "2027-11-16"}, (422, "review-outside-mandate", "/review_on")),
    ],
)
async def test_a_mandate_that_cannot_be_meant_is_refused(
    http: Http, seated: Seated, wrong: dict[str, Any], answer: tuple[int, str, str]
) -> None:
    made = await http.by(seated.leader).post(f"/councils/{seated.id}/mandates", {**AGREED, **wrong})
    assert refused(made) == answer


async def test_an_older_mandate_is_refused(http: Http, seated: Seated) -> None:
    by = http.by(seated.leader)
    await by.post(f"/councils/{seated.id}/mandates", AGREED)
    older = await by.post(f"/councils/{seated.id}/mandates", {**AGREED, "starts": "2026-11-16"})
    assert refused(older) == (409, "mandate-older", "/starts")


async def test_a_deputy_is_told_beside_the_seat_and_goes_first(http: Http, seated: Seated) -> None:
    officer = http.by(OFFICER)
    path = f"/councils/{seated.id}/seats"
    deputys = (await officer.post(path, {"side": "user", "deputy_for": seated.chair})).json()["id"]
    chairs = {chair["id"]: chair for chair in (await officer.get(path)).json()["items"]}
    assert (chairs[deputys]["deputy_for"], chairs[seated.chair]["deputies"]) == (seated.chair, [deputys])
    assert (chairs[seated.chair]["ends_soon"], chairs[deputys]["vacant"]) == ("2026-12-31", True)

    wrong = await officer.post(path, {"side": "nav", "deputy_for": seated.chair})
    assert refused(wrong) == (422, "no-deputy-for-this", "/deputy_for")
    first = await officer.post(f"{path}/{seated.chair}/close", {"on": "2026-12-31"})
    assert refused(first) == (409, "seat-in-use", "/on")
    assert (await officer.post(f"{path}/{deputys}/close", {"on": "2026-12-31"})).status_code == 200
    late = await officer.post(path, {"side": "user", "deputy_for": deputys})
    assert refused(late) == (409, "seat-over", "/deputy_for")
    contact = {"name": "Rolig Fjord", "email": "rolig.fjord@example.no", "language": "nb"}
    sits_on = {"seat": deputys, "role": "deputy", "starts": "2026-11-17", "contact": contact}
    assert refused(await officer.post(f"/councils/{seated.id}/terms", sits_on)) == (409, "seat-over", "/seat")


async def test_an_organisation_is_asked_and_answers(http: Http, registry: Driver, seated: Seated) -> None:
    organisation = await an_organisation(registry)
    contact = await a_contact(registry, organisation)
    secretary, theirs = http.by(seated.secretary), http.by(contact)
    body = {"organisation": organisation, "due": DUE, "profile": "Somebody who listens"}
    asked = await secretary.post(f"/councils/{seated.id}/seats/{seated.chair}/nominations", body)
    id = asked.json()["id"]

    [task] = (await theirs.get("/tasks")).json()["items"]
    assert (task["action"], task["nomination"], task["on"]) == ("answer_nomination", id, DUE)
    assert task["council"]["short"] == "LBU-HOR"
    page = (await theirs.get(f"/nominations/{id}")).json()
    assert (page["stage"], page["profile"], page["nominees"]) == ("asked", "Somebody who listens", [])
    assert page["actions"] == [{"action": "answer_nomination", "acting": contact.id}]

    nominee = {"name": "Stille Lykt", "email": "stille.lykt@example.no", "why": "Knows the office"}
    assert (await theirs.post(f"/nominations/{id}/answer", {"nominees": [nominee]})).status_code == 200
    [one] = (await secretary.get(f"/nominations/{id}")).json()["nominees"]
    assert one == {**nominee, "phone": None}
    assert (await http.by(OFFICER).get("/vacancies", council=seated.id)).json()["items"][0]["nomination"]["id"] == id
    published = " ".join(item.data.decode() for item in await registry.published())
    assert "Lykt" not in published
    assert "listens" not in published

    assert (await secretary.post(f"/nominations/{id}/close")).status_code == 200
    assert refused(await theirs.post(f"/nominations/{id}/answer", {"nominees": []}))[1] == "nomination-over"


@pytest.mark.parametrize(
    ("wrong", "answer"),
    [
        ({"organisation": "nobody"}, (422, "unknown-reference", "/organisation")),
        ({"due": "2026-11-16"}, (422, "day-passed", "/due")),
    ],
)
async def test_who_cannot_be_asked_is_not(
    http: Http, registry: Driver, seated: Seated, wrong: dict[str, Any], answer: tuple[int, str, str]
) -> None:
    organisation = await an_organisation(registry)
    path = f"/councils/{seated.id}/seats/{seated.chair}/nominations"
    body = {"organisation": organisation, "due": DUE, "profile": "Somebody who listens"}
    secretary = http.by(seated.secretary)
    assert refused(await secretary.post(path, body)) == (422, "nobody-to-ask", "/organisation")
    await a_contact(registry, organisation)
    assert refused(await secretary.post(path, {**body, **wrong})) == answer


async def test_a_profile_holds_no_identity_number(http: Http, registry: Driver, seated: Seated) -> None:
    body = {"organisation": await an_organisation(registry), "due": DUE, "profile": "Ask 010190 12345"}
    path = f"/councils/{seated.id}/seats/{seated.chair}/nominations"
    asked = await http.by(seated.secretary).post(path, body)
    assert (asked.status_code, asked.json()["errors"][0]["field"]) == (422, "/profile")


async def test_facts_of_a_seat_are_put_and_read(http: Http, registry: Driver, seated: Seated) -> None:
    secretary, path = http.by(seated.secretary), f"/councils/{seated.id}/seats/{seated.chair}/facts"
    facts = {"organisation": await an_organisation(registry), "groups": ["youth"], "profile": "Somebody who listens"}
    assert (await secretary.put(path, facts)).json() == (await secretary.get(path)).json() == facts
    wrong = await secretary.put(path, {"organisation": "nobody"})
    assert refused(wrong) == (422, "unknown-reference", "/organisation")
    assert refused(await http.by(seated.leader).get(path.replace(seated.chair, "nowhere")))[1] == "no-such-seat"


async def test_what_is_handed_over_is_ticked(http: Http, seated: Seated) -> None:
    by, path = http.by(seated.leader), f"/councils/{seated.id}/terms/{seated.leader.id}/handover"
    ticked = await by.post(f"{path}/tick", {"item": "papers", "done": True})
    page = (await by.get(path, since=ticked.json()["receipt"])).json()
    assert [item for item in page["items"] if item["done"]] == [{"item": "papers", "done": True}]
    assert (page["due"], page["before"], page["term"]["id"]) == ("2026-03-02", None, seated.leader.id)


async def test_my_seats_and_the_certificate_to_keep(http: Http, registry: Driver, seated: Seated) -> None:
    parts, _ = await SeatScene(registry, seated).read_my_certificate()
    [leader] = await registry.contacts.holding([seated.leader.id])
    me = http.by(seated.leader, subject=leader.id)
    [mine] = (await me.get("/me/seats")).json()["items"]
    assert (mine["term"]["id"], mine["running"], mine["days_left"]) == (seated.leader.id, True, 44)
    assert mine["training"] == {"by": "2026-04-01", "certificate": parts["meeting"], "taken_on": "2026-11-17"}
    [card] = (await me.get("/me/certificates")).json()["items"]
    assert (card["meeting"], card["on"], card["terms"]) == (parts["meeting"], "2026-11-17", [seated.leader.id])
    kept = await me.get(f"/me/certificates/{card['meeting']}", language="nn")
    assert (kept.headers["content-type"], kept.text) == ("application/pdf", "nn Modig Lykt user 2026-11-17")
    assert kept.headers["content-disposition"] == 'attachment; filename="kompetansebevis-2026-11-17.pdf"'
    assert refused(await me.get("/me/certificates/nowhere")) == (404, "no-such-certificate", "path")


async def test_vacancies_and_requests_are_told_page_by_page(http: Http, registry: Driver, seated: Seated) -> None:
    organisation, secretary, officer = await an_organisation(registry), http.by(seated.secretary), http.by(OFFICER)
    theirs = http.by(await a_contact(registry, organisation))
    seats = [await registry.a_seat(seated.id) for _ in range(3)]
    body = {"organisation": organisation, "due": DUE, "profile": "Somebody who listens"}
    asked = [
        (await secretary.post(f"/councils/{seated.id}/seats/{seat}/nominations", body)).json()["id"] for seat in seats
    ]

    async def told(asker: Asker, path: str, **where: str) -> list[str]:
        found, cursor, items = {"next": "first"}, dict[str, str](), list[str]()
        while found["next"]:
            found = (await asker.get(path, limit="1", **cursor, **where)).json()
            assert len(found["items"]) == 1
            items += [one.get("id") or one["seat"] for one in found["items"]]
            cursor = {"cursor": found["next"]}
        return items

    assert await told(officer, "/vacancies", council=seated.id) == [seated.chair, seated.desk, *seats]
    in_order = sorted(asked, reverse=True)  # of the newest change, and all were asked in one moment
    assert await told(theirs, "/nominations", organisation=organisation) == in_order
    assert await told(theirs, "/nominations") == in_order
    assert (await theirs.get("/nominations", cursor="W10")).status_code in {400, 422}
