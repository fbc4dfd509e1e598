from base64 import urlsafe_b64decode
from collections.abc import AsyncIterator, Sequence
from html.parser import HTMLParser
from json import loads
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from councilkit.clock import utc_now
from councilkit.web import SigningKeys
from portal.application.looks import Asset
from raadslag_local.issuer.app import Client, Issuer, build_issuer
from raadslag_local.issuer.people import Group, Person
from raadslag_local.issuer.tokens import Tokens, challenge

URL, HOME = "http://house.example/issuer", "http://house.example"
VERIFIER = "a verifier that only the portal knows"
LEADER = Person("Modig Lykt", "modig.lykt@example.no", "leder")
ASKED = {
    "client_id": "portal",
    "redirect_uri": f"{HOME}/sign-in/callback",
    "code_challenge": challenge(VERIFIER),
    "state": "the state",
    "nonce": "the nonce",
}


async def people() -> Sequence[Group]:
    return [Group("LBU Horten", (LEADER,))]


@pytest.fixture
async def browser() -> AsyncIterator[httpx2.AsyncClient]:
    tokens = Tokens(SigningKeys.generate(), issuer=URL, clock=utc_now)
    styles = {"aksel.css": Asset(b"body { margin: 0 }", "text/css", "1")}
    issuer = build_issuer(Issuer(URL, Client("portal", HOME), tokens, people), styles)
    app = Starlette(routes=[Mount("/issuer", issuer)])
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=URL) as client:
        yield client


async def code(browser: httpx2.AsyncClient) -> str:
    answer = await browser.post("/authorize", data=ASKED | {"subject": LEADER.subject})
    return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]


async def redeem(browser: httpx2.AsyncClient, code: str, **changed: str) -> httpx2.Response:
    form = {
        "grant_type": "authorization_code",
        "client_id": "portal",
        "redirect_uri": ASKED["redirect_uri"],
        "code": code,
        "code_verifier": VERIFIER,
    }
    return await browser.post("/token", data=form | changed)


def claims(token: str) -> dict[str, str]:
    part = token.split(".")[1]
    content: dict[str, str] = loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return content


async def test_the_page_offers_everyone_as_a_plain_button(browser: httpx2.AsyncClient) -> None:
    page = Buttons((await browser.get("/authorize", params=ASKED)).text)
    assert page.values == [LEADER.subject]
    assert "LBU Horten" in page.headings


async def test_the_page_is_dressed_wherever_the_issuer_stands(browser: httpx2.AsyncClient) -> None:
    page = await browser.get("/authorize", params=ASKED)
    assert 'href="static/aksel.css"' in page.text
    assert (await browser.get(str(page.url.join("static/aksel.css")))).text == "body { margin: 0 }"
    assert (await browser.get(str(page.url.join("static/missing.css")))).status_code == 404


async def test_whoever_is_chosen_comes_back_with_a_code_and_the_state(browser: httpx2.AsyncClient) -> None:
    answer = await browser.post("/authorize", data=ASKED | {"subject": LEADER.subject})
    assert answer.status_code == 303
    address = urlsplit(answer.headers["location"])
    assert (address.netloc, address.path) == ("house.example", "/sign-in/callback")
    assert parse_qs(address.query)["state"] == ["the state"]


async def test_a_code_becomes_an_id_token_of_the_one_who_was_chosen(browser: httpx2.AsyncClient) -> None:
    answer = (await redeem(browser, await code(browser))).json()
    token = claims(answer["id_token"])
    assert (token["iss"], token["aud"], token["sub"]) == (URL, "portal", LEADER.subject)
    assert token["nonce"] == "the nonce"


async def test_a_code_works_once(browser: httpx2.AsyncClient) -> None:
    once = await code(browser)
    await redeem(browser, once)
    assert (await redeem(browser, once)).status_code == 400


@pytest.mark.parametrize(
    "changed",
    [
        {"code_verifier": "another"},
        {"client_id": "another"},
        {"redirect_uri": f"{HOME}/elsewhere"},
    ],
)
async def test_a_code_is_bound_to_whoever_asked_for_it(browser: httpx2.AsyncClient, changed: dict[str, str]) -> None:
    assert (await redeem(browser, await code(browser), **changed)).status_code == 400


async def test_a_guessed_code_is_none(browser: httpx2.AsyncClient) -> None:
    assert (await redeem(browser, "guessed")).status_code == 400


async def test_a_refresh_token_gives_a_new_id_token_of_the_same_person(browser: httpx2.AsyncClient) -> None:
    first = (await redeem(browser, await code(browser))).json()
    form = {"grant_type": "refresh_token", "client_id": "portal", "refresh_token": first["refresh_token"]}
    again = (await browser.post("/token", data=form)).json()
    assert claims(again["id_token"])["sub"] == LEADER.subject


async def test_an_id_token_is_no_refresh_token(browser: httpx2.AsyncClient) -> None:
    first = (await redeem(browser, await code(browser))).json()
    form = {"grant_type": "refresh_token", "client_id": "portal", "refresh_token": first["id_token"]}
    assert (await browser.post("/token", data=form)).status_code == 400


@pytest.mark.parametrize("changed", [{"redirect_uri": "http://elsewhere.example/"}, {"client_id": "another"}])
async def test_nobody_is_sent_to_an_unknown_address(browser: httpx2.AsyncClient, changed: dict[str, str]) -> None:
    asked = await browser.get("/authorize", params=ASKED | changed)
    chosen = await browser.post("/authorize", data=ASKED | changed | {"subject": LEADER.subject})
    assert (asked.status_code, chosen.status_code) == (400, 400)
    for page in (asked.text, chosen.text):
        assert f'<a class="aksel-link" href="{HOME}/">Gå til forsiden</a> og logg inn der.' in page


async def test_who_opens_the_page_without_having_been_sent_is_shown_the_way(browser: httpx2.AsyncClient) -> None:
    answer = await browser.get("/authorize")
    assert answer.status_code == 400
    assert "Gå til forsiden" in answer.text


async def test_discovery_names_addresses_that_answer(browser: httpx2.AsyncClient) -> None:
    discovery = (await browser.get("/.well-known/openid-configuration")).json()
    assert (await browser.get(discovery["jwks_uri"])).json()["keys"][0]["crv"] == "P-256"
    assert (await browser.get(discovery["authorization_endpoint"], params=ASKED)).status_code == 200
    assert (await browser.get(discovery["end_session_endpoint"])).headers["location"] == f"{HOME}/"


class Buttons(HTMLParser):
    """Reads a page as someone without styles and scripts does."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: list[str] = []
        self.headings: list[str] = []
        self._in_heading = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_heading = tag == "h2"
        if tag == "button":
            self.values.append(dict(attrs)["value"] or "")

    def handle_data(self, data: str) -> None:
        if self._in_heading:
            self.headings.append(data)
            self._in_heading = False
