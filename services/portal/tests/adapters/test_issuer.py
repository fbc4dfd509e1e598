from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey

from portal.adapters.issuer import HttpIssuer
from portal.application.refusals import Away, SignInFailed
from portal.testing.issuer import BEGAN, Hands

URL = "https://issuer.example"
KEY = ECKey.generate_key("P-256", {"kid": "1", "use": "sig", "alg": "ES256"})
CLAIMS: dict[str, Any] = {
    "iss": URL,
    "aud": "portal",
    "sub": "modig-lykt",
    "nonce": "n",
    "iat": int(BEGAN.timestamp()),
    "exp": int(BEGAN.timestamp()) + 3600,
}
DISCOVERY = {
    "issuer": URL,
    "authorization_endpoint": f"{URL}/authorize",
    "token_endpoint": f"{URL}/token",
    "jwks_uri": f"{URL}/jwks",
    "end_session_endpoint": f"{URL}/end",
}


class Outside:
    """An issuer on the wire, which signs whatever it is told to."""

    def __init__(self, claims: Mapping[str, Any] = CLAIMS, key: ECKey | OctKey = KEY, algorithm: str = "ES256") -> None:
        self.id_token = jwt.encode({"alg": algorithm, "kid": "1"}, dict(claims), key)
        self.forms: list[dict[str, list[str]]] = []
        self.status = 200

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        match request.url.path:
            case "/.well-known/openid-configuration":
                return httpx2.Response(200, json=DISCOVERY)
            case "/jwks":
                return httpx2.Response(200, json=KeySet([KEY]).as_dict(private=False))
        self.forms.append(parse_qs(request.content.decode()))
        return httpx2.Response(self.status, json={"id_token": self.id_token, "refresh_token": "r"})

    def issuer(self) -> HttpIssuer:
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(self))
        return HttpIssuer(
            http, URL, client_id="portal", client_secret="hush", home="https://raadslag.example", clock=Hands()
        )


async def test_people_are_sent_with_state_nonce_and_a_hashed_verifier() -> None:
    address = urlsplit(await Outside().issuer().address(state="s", nonce="n", challenge="c"))
    query = parse_qs(address.query)
    assert address.netloc == "issuer.example"
    assert query["code_challenge_method"] == ["S256"]
    assert (query["state"], query["nonce"], query["code_challenge"]) == (["s"], ["n"], ["c"])
    assert query["redirect_uri"] == ["https://raadslag.example/sign-in/callback"]


async def test_a_code_is_redeemed_with_its_verifier() -> None:
    outside = Outside()
    identity = await outside.issuer().redeem(code="code", verifier="v", nonce="n")
    assert (identity.subject, identity.refresh_token) == ("modig-lykt", "r")
    (form,) = outside.forms
    assert (form["code"], form["code_verifier"], form["client_secret"]) == (["code"], ["v"], ["hush"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "another"},
        {"iss": "https://another.example"},
        {"aud": "another"},
        {"exp": CLAIMS["iat"] - 3600},
        {"sub": None},
    ],
)
async def test_a_token_that_was_not_made_for_this_sign_in_lets_nobody_in(wrong: dict[str, Any]) -> None:
    with pytest.raises(SignInFailed):
        await Outside({**CLAIMS, **wrong}).issuer().redeem(code="code", verifier="v", nonce="n")


async def test_a_token_signed_by_somebody_else_lets_nobody_in() -> None:
    stranger = ECKey.generate_key("P-256", {"kid": "1"})
    with pytest.raises(SignInFailed):
        await Outside(key=stranger).issuer().redeem(code="code", verifier="v", nonce="n")


async def test_a_token_signed_with_a_shared_secret_lets_nobody_in() -> None:
    secret = OctKey.generate_key(256)
    with pytest.raises(SignInFailed):
        await Outside(key=secret, algorithm="HS256").issuer().redeem(code="code", verifier="v", nonce="n")


async def test_a_code_that_the_issuer_does_not_take_lets_nobody_in() -> None:
    outside = Outside()
    outside.status = 400
    with pytest.raises(SignInFailed):
        await outside.issuer().redeem(code="code", verifier="v", nonce="n")


async def test_an_issuer_that_is_down_is_away_and_not_a_refusal() -> None:
    outside = Outside()
    outside.status = 502
    with pytest.raises(Away):
        await outside.issuer().redeem(code="code", verifier="v", nonce="n")


async def test_a_refreshed_token_needs_no_nonce() -> None:
    claims = {name: value for name, value in CLAIMS.items() if name != "nonce"}
    assert (await Outside(claims).issuer().refresh("r")).subject == "modig-lykt"


async def test_signing_out_tells_the_issuer_where_to_come_back() -> None:
    address = await Outside().issuer().sign_out_address("id")
    assert address == f"{URL}/end?id_token_hint=id&post_logout_redirect_uri=https%3A%2F%2Fraadslag.example%2F"
