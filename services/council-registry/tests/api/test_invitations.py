"""Ways in: an invitation binds an outside identity once, an employee vouches for who has none."""

from datetime import timedelta
from typing import Any

import httpx2
import pytest
import structlog

from council_registry.application.people.start_post import StartPost
from council_registry.application.seats.start_term import StartTerm
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.http import Http
from council_registry.testing.people import DIRECTORATE, MANAGER, OFFICER, THIS_YEAR, newcomer
from councilkit.events.councils import PostRole, Side, TermRole
from councilkit.testing.client import Asker
from councilkit.testing.holdings import a_term
from councilkit.web.problems import TYPE_PREFIX

ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token"
EXCHANGE = {"grant_type": "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token_type": ID_TOKEN}
VOUCHED = "urn:raadslag:oauth:grant-type:vouched"


@pytest.fixture
async def seated(registry: Driver) -> Seated:
    return await registry.a_seated_council()


@pytest.fixture
async def fjord(registry: Driver, seated: Seated) -> str:
    """Seat somebody who has never signed in."""
    seat = await registry.a_seat(seated.id)
    command = StartTerm(seated.id, seat, TermRole.MEMBER, THIS_YEAR, newcomer("Rolig Fjord", subject=None))
    term = await registry.do(command, OFFICER)
    return str(term.id)


def slug(answer: httpx2.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix(TYPE_PREFIX)


async def invite(http: Http, seated: Seated, term: str, *, key: str | None = None) -> dict[str, Any]:
    answer = await http.by(seated.secretary).post(f"/councils/{seated.id}/terms/{term}/invite", key=key)
    told: dict[str, Any] = answer.json()
    assert (told["code"], told["sent"]) == (None, True)
    return {**told, "code": await mailed_code(http, term)}


async def mailed_code(http: Http, hold: str) -> str:
    """Tell the code that stands in the mail to whoever holds this."""
    told = await http.by(scopes=("invitations:send",)).post("/invitations/codes", {"holds": [hold]})
    [item] = told.json()["items"]
    return str(item["code"])


async def accept(http: Http, code: str, subject: str = "outside-fjord") -> httpx2.Response:
    body = {"subject_token": subject, "subject_token_type": ID_TOKEN, "code": code}
    return await http.client.post("/invitations/accept", json=body)


async def exchange(http: Http, subject: str = "outside-fjord") -> httpx2.Response:
    return await http.client.post("/token", data={**EXCHANGE, "subject_token": subject})


async def test_who_was_invited_signs_in_from_then_on(http: Http, seated: Seated, fjord: str) -> None:
    assert (await exchange(http)).status_code == 403
    told = await invite(http, seated, fjord)
    assert told["expires"] == "2026-12-17T09:00:00Z"
    accepted = await accept(http, told["code"])
    assert (accepted.status_code, accepted.json()) == (200, {"hold": fjord})
    caller = await http.tokens.verifier.verify((await exchange(http)).json()["access_token"])
    assert [holding.id for holding in caller.holdings] == [fjord]


async def test_a_code_is_read_as_people_type_it(http: Http, seated: Seated, fjord: str) -> None:
    code = (await invite(http, seated, fjord))["code"]
    typed = f" {code[:5]}-{code[5:10]} {code[10:]} ".upper()
    assert (await accept(http, typed)).status_code == 200


async def test_the_same_command_gives_the_same_code_and_another_one_takes_it_back(
    http: Http, seated: Seated, fjord: str
) -> None:
    first = await invite(http, seated, fjord, key="12345678")
    assert await invite(http, seated, fjord, key="12345678") == first
    second = await invite(http, seated, fjord)
    assert slug(await accept(http, first["code"])) == (403, "invitation-unknown")
    assert (await accept(http, second["code"])).status_code == 200


async def test_a_code_is_good_once_and_its_own_repeat_changes_nothing(http: Http, seated: Seated, fjord: str) -> None:
    code = (await invite(http, seated, fjord, key="12345678"))["code"]
    assert (await accept(http, code)).status_code == 200
    assert (await accept(http, code)).status_code == 200
    assert slug(await accept(http, code, "outside-thief")) == (403, "invitation-unknown")
    assert (await exchange(http, "outside-thief")).status_code == 403


async def test_every_wrong_code_gets_the_same_answer(http: Http, registry: Driver, seated: Seated, fjord: str) -> None:
    code = (await invite(http, seated, fjord))["code"]
    wrong = [await accept(http, one) for one in ("x", "æøå", code[:-1], code[1:], "a" * 100)]
    registry.now += timedelta(days=30)
    answers = {(slug(answer), answer.json()["detail"]) for answer in [*wrong, await accept(http, code)]}
    assert len(answers) == 1
    assert (await accept(http, code, "forged")).status_code == 401


async def test_who_has_signed_in_needs_no_invitation(http: Http, seated: Seated) -> None:
    path = f"/councils/{seated.id}/terms/{seated.leader.id}/invite"
    assert slug(await http.by(seated.secretary).post(path)) == (409, "already-signed-in")


async def test_who_was_entered_twice_becomes_one_person(
    http: Http, registry: Driver, seated: Seated, fjord: str
) -> None:
    code = (await invite(http, seated, fjord))["code"]
    assert (await accept(http, code, "outside-modig.lykt")).status_code == 200
    identity = await registry.sign_in("outside-modig.lykt")
    assert {holding.id for holding in identity.holdings} == {seated.leader.id, fjord}
    assert len(await registry.contacts.page(None, 10)) == 1
    assert (await accept(http, code, "outside-modig.lykt")).status_code == 200


async def test_a_code_opens_nothing_that_was_given_elsewhere_after_it_was_made(
    http: Http, registry: Driver, seated: Seated, fjord: str
) -> None:
    code = (await invite(http, seated, fjord))["code"]
    [person] = await registry.contacts.holding([fjord])
    again = await registry.a_seat(seated.id)
    same_place = StartTerm(seated.id, again, TermRole.MEMBER, THIS_YEAR, person.id)
    await registry.do(same_place, OFFICER)
    post = await registry.do(StartPost("0811", PostRole.ANSWERING_MANAGER, THIS_YEAR, person.id), OFFICER)
    # A thief who is somebody here already would have become this person too, and got the post.
    for subject in ("outside-modig.lykt", "outside-fjord"):
        assert slug(await accept(http, code, subject)) == (403, "invitation-unknown")
    thief = await registry.sign_in("outside-modig.lykt")
    assert {holding.id for holding in thief.holdings} == {seated.leader.id}
    await http.by(OFFICER).post(f"/councils/{seated.id}/terms/{fjord}/invite")
    assert (await accept(http, await mailed_code(http, fjord))).status_code == 200
    identity = await registry.sign_in("outside-fjord")
    assert {fjord, post.id} < {holding.id for holding in identity.holdings}


async def test_what_was_given_after_the_code_at_the_same_place_opens_with_it(
    http: Http, registry: Driver, seated: Seated, fjord: str
) -> None:
    code = (await invite(http, seated, fjord))["code"]
    [person] = await registry.contacts.holding([fjord])
    later = StartTerm(seated.id, await registry.a_seat(seated.id), TermRole.MEMBER, THIS_YEAR, person.id)
    term = await registry.do(later, OFFICER)
    assert (await accept(http, code)).status_code == 200
    identity = await registry.sign_in("outside-fjord")
    assert {holding.id for holding in identity.holdings} == {fjord, term.id}


async def test_two_codes_of_one_person_let_in_one_person(
    http: Http, registry: Driver, seated: Seated, fjord: str
) -> None:
    [person] = await registry.contacts.holding([fjord])
    later = StartTerm(seated.id, await registry.a_seat(seated.id), TermRole.MEMBER, THIS_YEAR, person.id)
    term = await registry.do(later, OFFICER)
    first, second = [(await invite(http, seated, one))["code"] for one in (fjord, term.id)]
    assert (await accept(http, first, "outside-modig.lykt")).status_code == 200  # entered twice, and now one
    assert slug(await accept(http, second, "outside-thief")) == (403, "invitation-unknown")
    assert (await accept(http, second, "outside-modig.lykt")).status_code == 200


async def test_posts_are_invited_to_as_well(http: Http, registry: Driver) -> None:
    await registry.a_chain()
    who = newcomer("Blid Skigard", subject=None)
    post = await registry.do(StartPost("0701", PostRole.ANSWERING_MANAGER, THIS_YEAR, who), OFFICER)
    await http.by(OFFICER).post(f"/units/0701/posts/{post.id}/invite")
    assert (await accept(http, await mailed_code(http, post.id))).json() == {"hold": post.id}


async def test_nobody_is_invited_to_what_is_over_or_is_not_there(
    http: Http, registry: Driver, seated: Seated, fjord: str
) -> None:
    by = http.by(OFFICER)
    assert slug(await by.post(f"/councils/{seated.id}/terms/nowhere/invite")) == (404, "no-such-term")
    assert slug(await by.post("/units/0701/posts/nowhere/invite")) == (404, "no-such-post")
    assert slug(await http.by(DIRECTORATE).post("/organisations/nowhere/posts/x/invite"))[0] == 404
    registry.now += timedelta(days=60)
    late = http.by(OFFICER)
    assert slug(await late.post(f"/councils/{seated.id}/terms/{fjord}/invite")) == (409, "already-over")


async def test_the_mailer_is_told_the_codes_of_those_who_have_not_come(http: Http, seated: Seated, fjord: str) -> None:
    mailer = http.by(scopes=("invitations:send",))
    told = await invite(http, seated, fjord)
    body = {"holds": [fjord, seated.leader.id, "nowhere"]}
    [item] = (await mailer.post("/invitations/codes", body)).json()["items"]
    assert item == {"hold": fjord, "code": told["code"], "expires": told["expires"]}
    await accept(http, told["code"])
    assert (await mailer.post("/invitations/codes", body)).json() == {"items": []}
    assert (await http.by(seated.leader).post("/invitations/codes", body)).status_code == 403


async def test_an_invitation_tells_no_code_to_the_ledger_or_to_a_log(
    http: Http, registry: Driver, seated: Seated, fjord: str
) -> None:
    with structlog.testing.capture_logs() as lines:
        code = (await invite(http, seated, fjord))["code"]
        await accept(http, code)
    published = await registry.published()
    entries = b"".join(item.data for item in published) + str(lines).encode()
    assert published[-1].type == "raadslag.term.invited.v1"
    assert code.encode() not in entries


async def vouched(seated: Seated, by: Asker, term: str | None = None) -> httpx2.Response:
    return await by.post(f"/councils/{seated.id}/terms/{term or seated.leader.id}/vouch")


async def enter(http: Http, code: str) -> httpx2.Response:
    return await http.client.post("/token", data={"grant_type": VOUCHED, "code": code})


async def test_an_employee_vouches_for_somebody_without_a_bank_id(http: Http, seated: Seated, registry: Driver) -> None:
    told = (await vouched(seated, http.by(MANAGER))).json()
    assert told["expires"] == "2026-11-18T09:00:00Z"
    token = (await enter(http, told["code"])).json()
    caller = await http.tokens.verifier.verify(token["access_token"])
    assert ([holding.id for holding in caller.holdings], caller.vouched_by) == ([seated.leader.id], MANAGER.id)
    me = await Asker(http.client, token["access_token"]).get("/me")
    assert (me.json()["name"], me.json()["vouched_by"]) == ("Modig Lykt", MANAGER.id)
    assert (await registry.published())[-1].type == "raadslag.term.vouched-for.v1"


async def test_a_voucher_lets_in_once_for_a_day_and_the_session_goes_on_for_hours(
    http: Http, registry: Driver, seated: Seated
) -> None:
    async def go_on(session: str) -> httpx2.Response:
        return await http.client.post("/token", data={"grant_type": "refresh_token", "refresh_token": session})

    code = (await vouched(seated, http.by(MANAGER))).json()["code"]
    session = (await enter(http, code)).json()["refresh_token"]
    assert slug(await enter(http, code)) == (403, "invitation-unknown")
    registry.now += timedelta(hours=7)
    assert (await go_on(session)).json()["refresh_token"] == session
    registry.now += timedelta(hours=1)
    assert slug(await go_on(session)) == (403, "invitation-unknown")
    assert slug(await go_on(code)) == (403, "invitation-unknown")


async def test_a_voucher_that_nobody_used_ends_after_a_day(http: Http, registry: Driver, seated: Seated) -> None:
    code = (await vouched(seated, http.by(MANAGER))).json()["code"]
    registry.now += timedelta(hours=24)
    assert slug(await enter(http, code)) == (403, "invitation-unknown")


async def test_an_invitation_is_no_voucher_and_the_other_way_round(http: Http, seated: Seated, fjord: str) -> None:
    invitation = (await invite(http, seated, fjord))["code"]
    voucher = (await vouched(seated, http.by(MANAGER), fjord)).json()["code"]
    assert slug(await enter(http, invitation)) == (403, "invitation-unknown")
    assert slug(await accept(http, voucher)) == (403, "invitation-unknown")


async def test_employees_are_vouched_for_by_nobody(http: Http, registry: Driver, seated: Seated) -> None:
    desk = StartTerm(seated.id, seated.desk, TermRole.SECRETARY, THIS_YEAR, newcomer("Blid Skigard"))
    secretary = await registry.do(desk, OFFICER)
    assert slug(await vouched(seated, http.by(MANAGER), secretary.id)) == (422, "wrong-side")


async def test_those_who_speak_for_users_vouch_for_nobody(http: Http, seated: Seated) -> None:
    by = http.by(a_term(seated.id, TermRole.SECRETARY, side=Side.USER.value))
    assert slug(await vouched(seated, by)) == (403, "not-allowed")
