"""A token that is not exactly one of ours is refused as 401, whatever is wrong with it; none of them is a 500."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jws
from joserfc.jwk import ECKey, Key, OctKey, RSAKey

from councilkit.testing.tokens import ISSUER, TokenMaker

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
HOLDING = {"id": "t", "kind": "term", "role": "leader", "side": "user", "starts": "2026-01-01"}
_OTHER = ECKey.generate_key("P-256", auto_kid=True)


@pytest.fixture(scope="module")
def maker() -> TokenMaker:
    return TokenMaker(clock=lambda: NOW)


def b64(raw: bytes | str | dict[str, Any]) -> str:
    if isinstance(raw, dict):
        raw = json.dumps(raw)
    return base64.urlsafe_b64encode(raw.encode() if isinstance(raw, str) else raw).decode().rstrip("=")


def claims(**changed: object) -> dict[str, Any]:
    good = {"iss": ISSUER, "aud": "raadslag", "sub": "s", "iat": SECONDS, "exp": SECONDS + 600, "holdings": [HOLDING]}
    return {name: value for name, value in (good | changed).items() if value is not ...}


def signed(maker: TokenMaker, payload: dict[str, Any] | bytes, key: Key | None = None, **header: object) -> str:
    """Sign with our own key, unless another is given, so that only the one thing is wrong."""
    head = {"alg": "ES256", "typ": "at+jwt", "kid": maker.keys.signer.kid} | header
    head = {name: value for name, value in head.items() if value is not ...}
    start = f"{b64(head)}.{b64(payload)}"
    signature = jws.JWSRegistry.algorithms[str(head["alg"])].sign(start.encode(), key or maker.keys.signer)
    return f"{start}.{b64(signature)}"


def forged(maker: TokenMaker, header: dict[str, Any], signature: bytes = b"") -> str:
    head = {"typ": "at+jwt", "kid": maker.keys.signer.kid} | header
    return f"{b64(head)}.{b64(claims())}.{b64(signature)}"


def with_public_key_as_secret(maker: TokenMaker) -> str:
    pem = maker.keys.signer.public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    start = forged(maker, {"alg": "HS256"}).rpartition(".")[0]
    return f"{start}.{b64(hmac.new(pem, start.encode(), hashlib.sha256).digest())}"


def tampered(maker: TokenMaker, **changed: object) -> str:
    head, _, signature = signed(maker, claims()).split(".")
    return f"{head}.{b64(claims(**changed))}.{signature}"


HOSTILE: dict[str, Callable[[TokenMaker], str]] = {
    "empty": lambda _: "",
    "one word": lambda _: "x",
    "two parts": lambda m: signed(m, claims()).rpartition(".")[0],
    "four parts": lambda m: signed(m, claims()) + ".x",
    "five parts, as if encrypted": lambda _: "a.b.c.d.e",
    "no base64": lambda _: "!!.!!.!!",
    "header is no object": lambda _: f"{b64('[]')}.{b64('{}')}.",
    "header is a word": lambda _: b64(json.dumps("alg")) + ".e30.",
    "header is a list of words": lambda _: b64(json.dumps(["alg", "kid"])) + ".e30.",
    "header is a number": lambda _: f"{b64('7')}.{b64('{}')}.",
    "header nests deep": lambda _: f"{b64('[' * 20000)}.{b64('{}')}.x",
    "header is not UTF-8": lambda _: f"{b64(bytes([255, 254]))}.{b64('{}')}.x",
    "over the limit": lambda m: signed(m, claims(jti="x" * 40_000)),
    "no signature": lambda m: forged(m, {"alg": "ES256"}),
    "alg none": lambda m: forged(m, {"alg": "none"}),
    "alg nOnE": lambda m: forged(m, {"alg": "nOnE"}),
    "no alg": lambda m: forged(m, {}),
    "alg is a list": lambda m: forged(m, {"alg": ["ES256"]}),
    "alg is null": lambda m: forged(m, {"alg": None}),
    "alg unknown": lambda m: forged(m, {"alg": "XX999"}),
    "HS256 with the public key as secret": with_public_key_as_secret,
    "HS256": lambda m: signed(m, claims(), OctKey.generate_key(256), alg="HS256"),
    "RS256": lambda m: signed(m, claims(), RSAKey.generate_key(2048), alg="RS256"),
    "ES384 on a wider curve": lambda m: signed(m, claims(), ECKey.generate_key("P-384"), alg="ES384"),
    "ES512": lambda m: signed(m, claims(), ECKey.generate_key("P-521"), alg="ES512"),
    "another key under our kid": lambda m: signed(m, claims(), _OTHER),
    "another key under its own kid": lambda m: signed(m, claims(), _OTHER, kid=_OTHER.kid),
    "its own key in the header": lambda m: signed(m, claims(), _OTHER, jwk=_OTHER.as_dict(private=False)),
    "a key's address in the header": lambda m: signed(m, claims(), _OTHER, jku="https://evil.example/jwks"),
    "a certificate's address in the header": lambda m: signed(m, claims(), _OTHER, x5u="https://evil.example/x"),
    "a critical extension nobody knows": lambda m: signed(m, claims(), crit=["evil"], evil=True),
    "crit is a number": lambda m: signed(m, claims(), crit=7),
    "a payload that is not encoded": lambda m: signed(m, claims(), crit=["b64"], b64=False),
    "no kid": lambda m: signed(m, claims(), kid=...),
    "a huge kid": lambda m: forged(m, {"alg": "ES256", "kid": "k" * 5000}, b"x" * 64),
    "a kid that is a path": lambda m: forged(m, {"alg": "ES256", "kid": "../../dev/null"}, b"x" * 64),
    "a kid that is a number": lambda m: forged(m, {"alg": "ES256", "kid": 7}, b"x" * 64),
    "a kid that is an object": lambda m: forged(m, {"alg": "ES256", "kid": {"$ne": 1}}, b"x" * 64),
    "typ of an id token": lambda m: signed(m, claims(), typ="JWT"),
    "no typ": lambda m: signed(m, claims(), typ=...),
    "a signature of zeros": lambda m: forged(m, {"alg": "ES256"}, bytes(64)),
    "a signature too short": lambda m: forged(m, {"alg": "ES256"}, b"x"),
    "another subject under the old signature": lambda m: tampered(m, sub="someone-else"),
    "expired": lambda m: signed(m, claims(iat=SECONDS - 700, exp=SECONDS - 100)),
    "from the future": lambda m: signed(m, claims(iat=SECONDS + 3600, exp=SECONDS + 4200)),
    "not before tomorrow": lambda m: signed(m, claims(nbf=SECONDS + 86400)),
    "good for a year": lambda m: signed(m, claims(exp=SECONDS + 31_536_000)),
    "no exp": lambda m: signed(m, claims(exp=...)),
    "exp is text": lambda m: signed(m, claims(exp="never")),
    "exp is null": lambda m: signed(m, claims(exp=None)),
    "exp is true": lambda m: signed(m, claims(exp=True)),
    "exp is not a number": lambda m: signed(m, claims(exp=float("nan"))),
    "exp is infinite": lambda m: signed(m, claims(exp=float("inf"))),
    "exp has four thousand digits": lambda m: signed(m, claims(exp=10**4000)),
    "exp and iat of sizes that do not go together": lambda m: signed(m, claims(exp=10**400, iat=0.5)),
    "no iat": lambda m: signed(m, claims(iat=...)),
    "iat is text": lambda m: signed(m, claims(iat="now")),
    "no sub": lambda m: signed(m, claims(sub=...)),
    "sub is empty": lambda m: signed(m, claims(sub="")),
    "sub is a number": lambda m: signed(m, claims(sub=7)),
    "sub is far too long": lambda m: signed(m, claims(sub="x" * 500)),
    "no iss": lambda m: signed(m, claims(iss=...)),
    "another issuer": lambda m: signed(m, claims(iss="https://evil.example")),
    "no aud": lambda m: signed(m, claims(aud=...)),
    "another audience": lambda m: signed(m, claims(aud="another-house")),
    "aud is an object": lambda m: signed(m, claims(aud={"raadslag": 1})),
    "payload is a list": lambda m: signed(m, b"[]"),
    "payload is no JSON": lambda m: signed(m, b"{"),
    "payload nests deep": lambda m: signed(m, b'{"a":' * 3000 + b"1" + b"}" * 3000),
    "holdings are text": lambda m: signed(m, claims(holdings="leader")),
    "a holding of another kind": lambda m: signed(m, claims(holdings=[HOLDING | {"kind": "king"}])),
    "a holding without a role": lambda m: signed(m, claims(holdings=[{"id": "t"}])),
    "a thousand holdings": lambda m: signed(m, claims(holdings=[HOLDING] * 200)),
    "former holdings are text": lambda m: signed(m, claims(former="leader")),
    "a former holding of another kind": lambda m: signed(m, claims(former=[HOLDING | {"kind": "king"}])),
    "vouched for by an object": lambda m: signed(m, claims(vouched_by={"$ne": 1})),
    "vouched for by nobody": lambda m: signed(m, claims(vouched_by="")),
}


@pytest.mark.parametrize("what", HOSTILE)
async def test_a_hostile_token_is_refused(client: httpx2.AsyncClient, maker: TokenMaker, what: str) -> None:
    token = HOSTILE[what](maker)
    answer = await client.get("/notes", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    assert answer.json()["type"] == "urn:raadslag:problem:unauthenticated"


async def test_the_good_one_beside_them_is_accepted(client: httpx2.AsyncClient, maker: TokenMaker) -> None:
    for good in (
        claims(),
        claims(aud=["raadslag", "other"]),
        claims(iat=SECONDS + 5, exp=SECONDS + 605),
        claims(nbf=SECONDS),
    ):
        headers = {"Authorization": f"Bearer {signed(maker, good)}"}
        assert (await client.get("/notes", headers=headers)).status_code == 200


def test_there_are_more_than_sixty_of_them() -> None:
    assert len(HOSTILE) >= 60
