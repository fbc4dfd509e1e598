"""Being forgotten: everywhere, at once, also after a crash and after a backup was put back."""

from dataclasses import dataclass, replace
from datetime import timedelta

import httpx2
import pytest
import structlog

from council_registry.application.people.apply_erasures import apply_erasures
from council_registry.application.people.start_post import StartPost
from council_registry.domain.period import Period
from council_registry.domain.person import Hold, HoldKind, Person
from council_registry.domain.unit import Post
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.http import Http
from council_registry.testing.people import DIRECTORATE, OFFICER, OFFICER_ELSEWHERE, THIS_YEAR, TODAY, newcomer
from councilkit.events.councils import PostRole
from councilkit.ledger import Call
from councilkit.web.problems import TYPE_PREFIX

LYKT = "outside-modig.lykt"
CONTACT = {"name": "Modig Lykt", "email": "modig.lykt@example.no", "language": "nb"}
TERM = {"role": "leader", "starts": "2027-01-01"}


@pytest.fixture
async def seated(registry: Driver) -> Seated:
    return await registry.a_seated_council()


@pytest.fixture
async def lykt(registry: Driver, seated: Seated) -> Person:
    [person] = await registry.contacts.holding([seated.leader.id])
    return person


def slug(answer: httpx2.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix(TYPE_PREFIX)


async def runs(registry: Driver, seated: Seated) -> bool:
    """Tell if the leader's term runs tomorrow."""
    council = await registry.service.councils.get(seated.id)
    return seated.leader.id in council.sitting(TODAY + timedelta(days=1))


async def put_back(registry: Driver, person: Person) -> None:
    """Do what a backup does that is put back: the contact is there again, and nobody asked the journal."""
    hold = Hold(person.holds[0], HoldKind.TERM, "council", registry.now)
    subject = registry.door.subjects.hash(LYKT)
    await registry.keeping.contacts.enter(person.id, person.contact, hold, subject=subject)
    await registry.keeping.contacts.settle(person.id, hold.id)


async def test_who_asks_for_it_is_forgotten_and_the_seat_is_free(
    http: Http, registry: Driver, seated: Seated, lykt: Person
) -> None:
    assert (await http.by(seated.leader, subject=lykt.id).post("/me/erase")).json() == {"erased": True}
    assert await registry.keeping.contacts.get(lykt.id) is None
    assert not await runs(registry, seated)
    token = await http.client.post(
        "/token",
        data={
            "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
            "subject_token_type": "urn:ietf:params:oauth:token-type:id_token",
            "subject_token": LYKT,
        },
    )
    assert slug(token) == (403, "no-place-in-raadslag")


async def test_nothing_of_a_person_is_left_but_ids_and_marks(
    http: Http, registry: Driver, seated: Seated, lykt: Person
) -> None:
    await http.by(OFFICER).get(f"/councils/{seated.id}/people")
    with structlog.testing.capture_logs() as lines:
        await http.by(OFFICER).post("/people/erase", {"hold": seated.leader.id})
    [erased] = await registry.keeping.erasures.all()
    told = str(lines) + str(erased) + "".join(str(item.data) for item in await registry.published())
    for word in ("Modig", "Lykt", "example.no", LYKT):
        assert word not in told
    assert (erased.person, erased.holds, erased.by) == (lykt.id, (seated.leader.id,), OFFICER.id)
    assert all(mark.startswith("2026:") for mark in erased.marks)
    assert len(erased.marks) == 2
    assert await registry.keeping.accesses.about(lykt.id, before=None, limit=10) == []


async def test_a_seat_that_somebody_left_so_has_a_term_without_a_name(http: Http, seated: Seated, lykt: Person) -> None:
    await http.by(seated.leader, subject=lykt.id).post("/me/erase")
    [told] = (await http.by(OFFICER).get(f"/councils/{seated.id}/people")).json()["items"]
    assert (told["term"], told["name"], told["phone"]) == (seated.leader.id, None, None)
    assert {action["action"] for action in told["actions"]} == set()


async def test_an_officer_erases_whom_no_other_region_will_miss(
    http: Http, registry: Driver, seated: Seated, lykt: Person
) -> None:
    body = {"hold": seated.leader.id}
    assert slug(await http.by(OFFICER_ELSEWHERE).post("/people/erase", body)) == (403, "not-allowed")
    await registry.do(StartPost("0300", PostRole.EMPLOYEE, THIS_YEAR, lykt.id), DIRECTORATE)
    assert slug(await http.by(OFFICER).post("/people/erase", body)) == (403, "not-allowed")
    assert (await http.by(DIRECTORATE).post("/people/erase", body)).status_code == 200


async def test_erasing_again_is_no_mistake_and_nobody_is_not_erased(http: Http, seated: Seated, lykt: Person) -> None:
    assert lykt.holds == (seated.leader.id,)
    for _ in range(2):
        answer = await http.by(OFFICER).post("/people/erase", {"hold": seated.leader.id})
        assert answer.json() == {"erased": True}
    assert slug(await http.by(OFFICER).post("/people/erase", {"hold": "nobodys"})) == (404, "no-such-holding")


async def test_a_post_that_has_not_begun_is_taken_back(
    http: Http, registry: Driver, seated: Seated, lykt: Person
) -> None:
    later = Period(TODAY + timedelta(days=30))
    post = await registry.do(StartPost("0701", PostRole.DELEGATE, later, lykt.id), OFFICER)
    await http.by(OFFICER).post("/people/erase", {"hold": seated.leader.id})
    assert not (await registry.service.units.get("0701")).posts[post.id].period.runs


async def test_a_backup_that_is_put_back_brings_nobody_back(
    http: Http, registry: Driver, seated: Seated, lykt: Person
) -> None:
    await http.by(OFFICER).post("/people/erase", {"hold": seated.leader.id})
    await put_back(registry, lykt)

    asked = {"campaign": "edition-1", "terms": [seated.leader.id]}
    assert (await http.by(scopes=("contacts:resolve",)).post("/contacts/resolve", asked)).json() == {"people": []}
    assert (await http.by(scopes=("people:list",)).get("/people")).json()["items"] == []
    assert (await http.by(seated.leader, subject=lykt.id).get("/me/data")).status_code == 404
    again = {"role": "delegate", "starts": "2026-11-17", "person": lykt.id}
    assert slug(await http.by(OFFICER).post("/units/0701/posts", again)) == (422, "unknown-reference")

    await apply_erasures(registry.service)
    assert await registry.keeping.contacts.get(lykt.id) is None


async def test_a_crash_after_the_journal_is_finished_by_the_next_round(
    registry: Driver, seated: Seated, lykt: Person
) -> None:
    erasing = registry.service.erasing
    broken = replace(erasing, keeping=replace(registry.keeping, others=(Broken(),)))
    with pytest.raises(ConnectionError):
        await broken.erase(lykt, OFFICER.id)
    assert await registry.contacts.get(lykt.id) is None
    assert await registry.keeping.contacts.get(lykt.id) is not None
    assert await runs(registry, seated)

    await apply_erasures(registry.service)
    assert await registry.keeping.contacts.get(lykt.id) is None
    assert not await runs(registry, seated)


async def test_a_post_that_is_given_while_somebody_is_forgotten_ends_as_well(
    registry: Driver, seated: Seated, lykt: Person
) -> None:
    meanwhile = Meanwhile(registry, lykt.id)
    erasing = replace(registry.service.erasing, keeping=replace(registry.keeping, others=(meanwhile,)))
    await erasing.erase(lykt, OFFICER.id)
    [erased] = await registry.keeping.erasures.all()
    assert erased.holds == (seated.leader.id, meanwhile.post)
    assert await registry.keeping.contacts.get(lykt.id) is None
    assert (await registry.service.units.get("0701")).posts[meanwhile.post].period.last <= TODAY


@dataclass
class Meanwhile:
    """Has somebody appointed who passed the journal before that one was written into it."""

    registry: Driver
    person: str
    post: str = "post-of-the-last-moment"

    async def forget(self, *_: object) -> None:
        post = Post(self.post, PostRole.EMPLOYEE, THIS_YEAR)
        call = Call(OFFICER.id, self.post, b"", correlation=self.post)
        hold = Hold(self.post, HoldKind.POST, "0701", self.registry.now)
        await self.registry.keeping.contacts.add(self.person, hold)
        told = await self.registry.service.units.change("0701", call, lambda unit, _: unit.start_post(post, TODAY))
        await self.registry.service.seen(told)


async def test_a_repeat_of_the_request_that_brought_somebody_in_brings_nobody_back(
    http: Http, registry: Driver, seated: Seated
) -> None:
    on_paper = {"name": "Rolig Fjord", "language": "nb", "channel": "paper", "address": "Fjordveien 1"}
    seat = await registry.a_seat(seated.id)
    body = {"seat": seat, "role": "member", "starts": "2026-01-01", "contact": on_paper}
    secretary, path = http.by(seated.secretary), f"/councils/{seated.id}/terms"
    made = (await secretary.post(path, body, key="12345678")).json()
    await http.by(OFFICER).post("/people/erase", {"hold": made["id"]})
    assert slug(await secretary.post(path, body, key="12345678")) == (409, "erased-before")
    assert await registry.keeping.contacts.get(made["person"]) is None


class Broken:
    """Cannot forget anything."""

    async def forget(self, *_: object) -> None:
        raise ConnectionError


async def test_who_was_erased_is_entered_again_only_when_that_is_said(
    http: Http, registry: Driver, seated: Seated, lykt: Person
) -> None:
    await http.by(seated.leader, subject=lykt.id).post("/me/erase")
    registry.now += timedelta(days=1)
    officer, path = http.by(OFFICER), f"/councils/{seated.id}/terms"
    same_address = {**CONTACT, "email": "Modig.Lykt@example.no"}
    same_identity = {**CONTACT, "email": "another@example.no", "subject": LYKT}
    for contact in (same_address, same_identity):
        body = {**TERM, "seat": seated.chair, "contact": contact}
        assert slug(await officer.post(path, body)) == (409, "erased-before")
    returning = {**TERM, "seat": seated.chair, "contact": {**same_address, "returns": True}}
    made = await officer.post(path, returning)
    assert made.status_code == 201
    await apply_erasures(registry.service)
    [person] = await registry.contacts.holding([made.json()["id"]])
    assert (person.contact.name, person.id != lykt.id) == ("Modig Lykt", True)


async def test_a_page_of_people_is_full_though_some_were_erased(http: Http, registry: Driver) -> None:
    await registry.a_chain()
    for number in range(6):
        who = newcomer(f"Lykt {number}")
        await registry.do(StartPost("0701", PostRole.EMPLOYEE, THIS_YEAR, who), OFFICER)
    everybody = await registry.contacts.page(None, 10)
    for person in everybody[1:5]:
        await registry.service.erasing.erase(person, OFFICER.id)
        await registry.keeping.contacts.enter(
            person.id, person.contact, Hold(person.holds[0], HoldKind.POST, "0701", registry.now), subject=None
        )
    issuer = http.by(scopes=("people:list",))
    first = (await issuer.get("/people", limit="1")).json()
    rest = (await issuer.get("/people", limit="1", cursor=first["next"])).json()
    assert [one["person"] for one in first["items"] + rest["items"]] == [everybody[0].id, everybody[5].id]
    assert rest["next"] is None


async def test_the_ledger_tells_a_repeat_without_a_mac_of_the_contact(http: Http, seated: Seated) -> None:
    def body(email: str, subject: str) -> dict[str, object]:
        contact = {**CONTACT, "email": email, "subject": subject}
        return {"seat": seated.desk, "role": "secretary", "starts": "2026-01-01", "contact": contact}

    officer, path = http.by(OFFICER), f"/councils/{seated.id}/terms"
    made = await officer.post(path, body("a@example.no", "a"), key="12345678")
    assert (await officer.post(path, body("b@example.no", "a"), key="12345678")).json() == made.json()
    assert slug(await officer.post(path, body("b@example.no", "b"), key="12345678")) == (422, "key-reused")
