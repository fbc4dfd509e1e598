import base64
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest
from joserfc import jws, jwt
from joserfc.jwk import ECKey, RSAKey

from council_registry.adapters.oidc_tokens import OidcTokens
from council_registry.domain.refusals import OutsideTokenRefused
from councilkit.web import IssuerAway, SignedTokens

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
ISSUER, AUDIENCE = "https://issuer.example", "portal"


class Outside:
    """An outside issuer with one RSA key, which may be replaced, and may be away."""

    def __init__(self) -> None:
        self.now = NOW
        self.key = RSAKey.generate_key(2048, {"kid": "first"})
        self.away = False
        self.asked = 0
        clock = lambda: self.now  # noqa: E731 - one hand on one clock
        signed = SignedTokens(self.publish, issuer=ISSUER, audience=AUDIENCE, algorithm="RS256", clock=clock)
        self.tokens = OidcTokens(signed)

    async def publish(self) -> Mapping[str, Any]:
        self.asked += 1
        if self.away:
            raise httpx2.ConnectError("away")
        return {"keys": [self.key.as_dict(private=False)]}

    def token(self, key: Any = None, alg: str = "RS256", **changes: Any) -> str:  # noqa: ANN401 - any key, any claim
        iat = int(self.now.timestamp())
        claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": "somebody", "iat": iat, "exp": iat + 300} | changes
        given = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode({"alg": alg, "kid": "first"}, given, key or self.key, algorithms=[alg])


@pytest.fixture
def outside() -> Outside:
    return Outside()


async def test_a_good_token_names_its_subject(outside: Outside) -> None:
    assert await outside.tokens.subject(outside.token()) == "somebody"


async def test_an_audience_among_others_is_ours(outside: Outside) -> None:
    assert await outside.tokens.subject(outside.token(aud=["other", AUDIENCE])) == "somebody"


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://another.example"},
        {"aud": "another"},
        {"aud": None},
        {"sub": None},
        {"sub": 7},
        {"exp": int((NOW - timedelta(minutes=1)).timestamp())},
        {"exp": None},
        {"iat": int((NOW + timedelta(hours=1)).timestamp())},
        {"nbf": int((NOW + timedelta(hours=1)).timestamp())},
    ],
)
async def test_a_token_for_another_place_or_time_is_refused(outside: Outside, changes: dict[str, Any]) -> None:
    with pytest.raises(OutsideTokenRefused):
        await outside.tokens.subject(outside.token(**changes))


async def test_a_subject_that_is_no_text_anybody_can_write_is_refused(outside: Outside) -> None:
    iat = int(outside.now.timestamp())
    claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": "\ud800", "iat": iat, "exp": iat + 300}
    token = jws.serialize_compact({"alg": "RS256", "kid": "first"}, json.dumps(claims).encode(), outside.key)
    with pytest.raises(OutsideTokenRefused):
        await outside.tokens.subject(token)


async def test_a_forged_token_is_refused(outside: Outside) -> None:
    stranger = RSAKey.generate_key(2048, {"kid": "first"})
    with pytest.raises(OutsideTokenRefused):
        await outside.tokens.subject(outside.token(stranger))


async def test_a_public_key_is_no_shared_secret(outside: Outside) -> None:
    head, claims, _ = outside.token().split(".")
    head = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"first"}').decode().rstrip("=")
    mac = hmac.digest(outside.key.as_pem(private=False), f"{head}.{claims}".encode(), "sha256")
    with pytest.raises(OutsideTokenRefused):
        await outside.tokens.subject(f"{head}.{claims}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}")


async def test_no_other_algorithm_is_taken(outside: Outside) -> None:
    with pytest.raises(OutsideTokenRefused):
        await outside.tokens.subject(outside.token(alg="PS256"))
    with pytest.raises(OutsideTokenRefused):
        await outside.tokens.subject(outside.token(ECKey.generate_key("P-256"), alg="ES256"))


HEAD_THAT_IS_NO_OBJECT = base64.urlsafe_b64encode(b'["alg","kid"]').decode().rstrip("=")


@pytest.mark.parametrize(
    "token", ["", "x", "a.b.c", "æøå", "." * 40_000, "e30.e30.", f"{HEAD_THAT_IS_NO_OBJECT}.e30.e30"]
)
async def test_nonsense_is_refused(outside: Outside, token: str) -> None:
    with pytest.raises(OutsideTokenRefused):
        await outside.tokens.subject(token)


async def test_keys_are_fetched_once_and_again_when_the_issuer_has_a_new_one(outside: Outside) -> None:
    await outside.tokens.subject(outside.token())
    await outside.tokens.subject(outside.token())
    assert outside.asked == 1

    outside.now += timedelta(minutes=2)
    outside.key = RSAKey.generate_key(2048, {"kid": "second"})
    iat = int(outside.now.timestamp())
    claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": "other", "iat": iat, "exp": iat + 300}
    token = jwt.encode({"alg": "RS256", "kid": "second"}, claims, outside.key)
    assert await outside.tokens.subject(token) == "other"
    assert outside.asked == 2


async def test_unknown_keys_do_not_make_us_ask_without_end(outside: Outside) -> None:
    stranger = jwt.encode({"alg": "RS256", "kid": "unknown"}, {"sub": "x"}, outside.key)
    for _ in range(5):
        with pytest.raises(OutsideTokenRefused):
            await outside.tokens.subject(stranger)
    assert outside.asked == 1


async def test_an_issuer_that_is_away_at_first_is_told_apart_from_a_bad_token(outside: Outside) -> None:
    outside.away = True
    with pytest.raises(IssuerAway):
        await outside.tokens.subject(outside.token())
    outside.away = False
    outside.now += timedelta(seconds=1)  # services start together, in any order
    assert await outside.tokens.subject(outside.token()) == "somebody"


async def test_an_issuer_that_goes_away_later_is_not_missed(outside: Outside) -> None:
    await outside.tokens.subject(outside.token())
    outside.away = True
    outside.now += timedelta(hours=1)
    assert await outside.tokens.subject(outside.token()) == "somebody"
