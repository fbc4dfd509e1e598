"""Nobody comes in by another's code, and no code lets in for more, or for longer, than whoever gave it may."""

from datetime import date, timedelta
from typing import Any

import httpx2
import pytest

from council_registry.application.people.end_post import EndPost
from council_registry.application.people.start_post import StartPost
from council_registry.application.seats.end_term import EndTerm
from council_registry.application.seats.start_term import StartTerm
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.http import Http
from council_registry.testing.people import DIRECTORATE, MANAGER, OFFICER, THIS_YEAR, TODAY, newcomer
from councilkit.callers import Holding
from councilkit.events.councils import PostRole, Side, TermRole
from councilkit.testing.holdings import a_post
from councilkit.web.problems import TYPE_PREFIX

ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token"
VOUCHED = "urn:raadslag:oauth:grant-type:vouched"
ON_PAPER = {"name": "Rolig Fjord", "language": "nb", "channel": "paper", "address": "Fjordveien 1"}
REPEATED = "12345678"


@pytest.fixture
async def seated(registry: Driver) -> Seated:
    return await registry.a_seated_council()


@pytest.fixture
async def fjord(http: Http, registry: Driver, seated: Seated) -> str:
    """Seat somebody who gets letters."""
    body = {"seat": await registry.a_seat(seated.id), "role": "member", "starts": "2026-01-01", "contact": ON_PAPER}
    return str((await http.by(OFFICER).post(f"/councils/{seated.id}/terms", body)).json()["id"])


def slug(answer: httpx2.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix(TYPE_PREFIX)


async def invite(http: Http, seated: Seated, term: str, by: Holding, *, key: str | None = None) -> httpx2.Response:
    return await http.by(by).post(f"/councils/{seated.id}/terms/{term}/invite", key=key)


async def vouch(http: Http, seated: Seated, by: Holding = MANAGER, *, key: str | None = None) -> httpx2.Response:
    return await http.by(by).post(f"/councils/{seated.id}/terms/{seated.leader.id}/vouch", key=key)


async def accept(http: Http, code: str, subject: str = "outside-fjord") -> httpx2.Response:
    body = {"subject_token": subject, "subject_token_type": ID_TOKEN, "code": code}
    return await http.client.post("/invitations/accept", json=body)


async def enter(http: Http, code: str) -> httpx2.Response:
    return await http.client.post("/token", data={"grant_type": VOUCHED, "code": code})


async def mailed(http: Http, hold: str) -> list[dict[str, Any]]:
    told = await http.by(scopes=("invitations:send",)).post("/invitations/codes", {"holds": [hold]})
    items: list[dict[str, Any]] = told.json()["items"]
    return items


async def test_whoever_gets_letters_gets_the_code_from_who_invites(http: Http, seated: Seated, fjord: str) -> None:
    told = (await invite(http, seated, fjord, seated.secretary)).json()
    assert told["sent"] is False
    assert (await accept(http, told["code"])).json() == {"hold": fjord}


async def test_nobody_is_let_in_to_a_post_by_one_who_may_not_invite_there(
    http: Http, registry: Driver, seated: Seated, fjord: str
) -> None:
    [person] = await registry.contacts.holding([fjord])
    await registry.do(StartPost("0800", PostRole.REGIONAL_OFFICER, THIS_YEAR, person.id), DIRECTORATE)
    assert slug(await invite(http, seated, fjord, seated.secretary)) == (403, "not-allowed")
    assert (await invite(http, seated, fjord, OFFICER)).status_code == 200
    assert (await invite(http, seated, fjord, DIRECTORATE)).status_code == 200


async def test_a_place_that_somebody_has_left_is_not_asked(
    http: Http, registry: Driver, seated: Seated, fjord: str
) -> None:
    [person] = await registry.contacts.holding([fjord])
    post = await registry.do(StartPost("0300", PostRole.EMPLOYEE, THIS_YEAR, person.id), DIRECTORATE)
    await registry.do(EndPost("0300", post.id, TODAY - timedelta(days=1)), DIRECTORATE)
    assert (await invite(http, seated, fjord, seated.secretary)).status_code == 200


async def test_nobody_becomes_one_person_on_both_sides_of_the_table(
    http: Http, registry: Driver, seated: Seated, fjord: str
) -> None:
    desk = StartTerm(seated.id, seated.desk, TermRole.SECRETARY, THIS_YEAR, newcomer("Blid Skigard"))
    secretary = await registry.do(desk, OFFICER)
    code = (await invite(http, seated, fjord, seated.secretary)).json()["code"]
    refused = await accept(http, code, "outside-blid.skigard")
    assert refused.status_code in {409, 422}
    assert slug(refused)[1] == "other-side-of-the-table"
    identity = await registry.sign_in("outside-blid.skigard")
    assert [holding.id for holding in identity.holdings] == [secretary.id]
    assert (await accept(http, code)).status_code == 200


async def test_a_code_of_a_term_that_is_over_lets_nobody_in(
    http: Http, registry: Driver, seated: Seated, fjord: str
) -> None:
    mail = newcomer("Blid Skigard", subject=None)
    seat = await registry.a_seat(seated.id, Side.USER)
    mailed_to = await registry.do(StartTerm(seated.id, seat, TermRole.MEMBER, THIS_YEAR, mail), OFFICER)
    await invite(http, seated, mailed_to.id, OFFICER)
    code = (await invite(http, seated, fjord, OFFICER)).json()["code"]
    for term in (fjord, mailed_to.id):
        await registry.do(EndTerm(seated.id, term, TODAY), OFFICER)
    assert len(await mailed(http, mailed_to.id)) == 1
    registry.now += timedelta(days=1)
    assert await mailed(http, mailed_to.id) == []
    assert slug(await accept(http, code)) == (403, "invitation-unknown")


async def test_a_code_of_a_term_that_has_not_begun_lets_somebody_in(
    http: Http, registry: Driver, seated: Seated
) -> None:
    body = {"seat": await registry.a_seat(seated.id), "role": "member", "starts": "2027-01-01", "contact": ON_PAPER}
    term = (await http.by(OFFICER).post(f"/councils/{seated.id}/terms", body)).json()["id"]
    code = (await invite(http, seated, term, OFFICER)).json()["code"]
    assert (await accept(http, code)).status_code == 200


async def test_a_repeat_of_a_voucher_makes_no_used_or_replaced_code_good_again(http: Http, seated: Seated) -> None:
    first = (await vouch(http, seated, key=REPEATED)).json()
    assert (await vouch(http, seated, key=REPEATED)).json() == first
    assert (await enter(http, first["code"])).status_code == 200
    assert slug(await vouch(http, seated, key=REPEATED)) == (409, "code-spent")
    second = (await vouch(http, seated)).json()["code"]
    assert slug(await vouch(http, seated, key=REPEATED)) == (409, "code-spent")
    assert slug(await enter(http, first["code"])) == (403, "invitation-unknown")
    assert (await enter(http, second)).status_code == 200


async def test_a_repeat_of_an_invitation_does_not_take_back_a_newer_one(http: Http, seated: Seated, fjord: str) -> None:
    await invite(http, seated, fjord, OFFICER, key=REPEATED)
    newer = (await invite(http, seated, fjord, OFFICER)).json()["code"]
    assert slug(await invite(http, seated, fjord, OFFICER, key=REPEATED)) == (409, "code-spent")
    assert (await accept(http, newer)).status_code == 200


async def test_a_session_ends_with_the_post_of_who_vouched(http: Http, registry: Driver, seated: Seated) -> None:
    who = newcomer("Blid Skigard")
    made = await registry.do(StartPost("0701", PostRole.EMPLOYEE, THIS_YEAR, who), OFFICER)
    employee = a_post("0701", PostRole.EMPLOYEE, id=made.id)
    first = (await vouch(http, seated, employee)).json()["code"]
    session = (await enter(http, first)).json()["refresh_token"]
    unused = (await vouch(http, seated, employee)).json()["code"]
    await registry.do(EndPost("0701", made.id, date(2026, 11, 16)), OFFICER)
    going_on = {"grant_type": "refresh_token", "refresh_token": session}
    assert slug(await http.client.post("/token", data=going_on)) == (403, "invitation-unknown")
    assert slug(await enter(http, unused)) == (403, "invitation-unknown")
