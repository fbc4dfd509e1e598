"""The link in a digest: whoever holds it may use it, looking changes nothing, and nothing else opens it."""

from datetime import timedelta

import httpx2
import pytest

from councilkit.mailing.links import LIMIT, Links
from councilkit.testing.holdings import a_term
from councilkit.web.problems import TYPE_PREFIX
from newsletter.domain.reader import CHANGES_AT_MOST
from newsletter.testing.driver import Driver
from newsletter.testing.http import Http
from newsletter.testing.places import FAR, HARBOUR, VALLEY, begun

LEADER = HARBOUR.people[0]


async def link_of(newsletter: Driver, name: str = LEADER) -> str:
    """Tell the token of the link in somebody's mail."""
    if not newsletter.relay.sent:
        await newsletter.sent()
    return str(newsletter.mail_to(name).message["List-Unsubscribe"]).strip("<>").rpartition("/")[2]


async def ask(http: Http, what: str, token: str, **more: str) -> httpx2.Response:
    return await http.client.post(f"/acts/{what}", json={"token": token, **more})


async def test_looking_at_a_link_changes_nothing(http: Http, newsletter: Driver) -> None:
    token = await link_of(newsletter)
    for _ in range(2):
        assert (await ask(http, "look", token)).json() == {"purpose": "digest", "done": False}


async def test_a_link_declines_as_often_as_it_is_used(http: Http, newsletter: Driver) -> None:
    token = await link_of(newsletter)
    for _ in range(2):
        done = await ask(http, "perform", token, act="decline")
        assert (done.status_code, done.json()) == (200, {"purpose": "digest", "done": True})
    assert (await ask(http, "look", token)).json()["done"]
    assert await newsletter.service.level()
    assert HARBOUR.leader.id not in await newsletter.service.known.readers(newsletter.now.date())


async def test_a_link_also_takes_it_back(http: Http, newsletter: Driver) -> None:
    token = await link_of(newsletter)
    await ask(http, "perform", token, act="decline")
    assert (await ask(http, "perform", token, act="want")).json() == {"purpose": "digest", "done": False}


async def test_a_link_speaks_for_nobody_else(http: Http, newsletter: Driver) -> None:
    await ask(http, "perform", await link_of(newsletter), act="decline")
    assert not (await ask(http, "look", await link_of(newsletter, VALLEY.people[0]))).json()["done"]


@pytest.mark.parametrize("what", ["look", "perform"])
async def test_a_link_ends(http: Http, newsletter: Driver, what: str) -> None:
    token = await link_of(newsletter)
    newsletter.now += timedelta(days=401)
    ended = await ask(http, what, token, **({"act": "decline"} if what == "perform" else {}))
    assert (ended.status_code, ended.json()["type"]) == (404, f"{TYPE_PREFIX}link-expired")


async def test_a_link_that_is_not_ours_opens_nothing(http: Http, newsletter: Driver) -> None:
    ours = await link_of(newsletter)
    links = newsletter.service.links
    mail = links.read("digest", ours)
    other_purpose = links.sign("confirm", mail, days=1)
    other_key = Links("x" * 32, newsletter.clock).sign("digest", mail, days=1)
    no_mail = links.sign("digest", {**mail, "key": "nobody"}, days=1)
    no_subject = links.sign("digest", {}, days=1)
    for token in (ours[:-2], f"{ours}x", "x", "..", other_purpose, other_key, no_mail, no_subject):
        refused = await ask(http, "perform", token, act="decline")
        assert (refused.status_code, refused.json()["type"]) == (404, f"{TYPE_PREFIX}link-unknown")
        assert token not in refused.text or len(token) < 3
    assert not (await ask(http, "look", ours)).json()["done"]


async def test_a_link_speaks_for_all_terms_of_a_mail_however_many_there_are(http: Http, newsletter: Driver) -> None:
    seats = [a_term(FAR.id, "member", id=f"term-of-many-{n:02}") for n in range(60)]
    await newsletter.tell(*map(begun, seats))
    newsletter.contacts.add("Mange Verv", *(seat.id for seat in seats))
    token = await link_of(newsletter, "Mange Verv")
    assert len(token) < LIMIT // 4
    await ask(http, "perform", token, act="decline")
    assert await newsletter.service.level()
    assert not {seat.id for seat in seats} & set(await newsletter.service.known.readers(newsletter.now.date()))


async def test_who_changes_their_mind_again_and_again_is_refused_kindly_and_can_still_decline(
    http: Http, newsletter: Driver
) -> None:
    token = await link_of(newsletter)
    for n in range(CHANGES_AT_MOST):
        assert (await ask(http, "perform", token, act="want" if n % 2 else "decline")).status_code == 200
    assert (await ask(http, "perform", token, act="decline")).json()["done"]
    refused = await ask(http, "perform", token, act="want")
    assert (refused.status_code, refused.json()["type"]) == (409, f"{TYPE_PREFIX}chosen-too-often")
    assert (await ask(http, "perform", token, act="decline")).json()["done"]
