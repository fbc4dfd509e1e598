"""Keys are made once, replaced without a break, and fetched seldom."""

import base64
import json
import stat
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from joserfc.jwk import ECKey

from councilkit.testing.tokens import a_term
from councilkit.web import (
    AccessTokens,
    Caller,
    IssuerAway,
    SigningKeys,
    TokenVerifier,
    Unauthenticated,
    http_jwks,
)

ISSUER = "https://registry.example"
CALLER = Caller(subject="somebody", holdings=(a_term("larvik"),), scopes=frozenset({"ledger:read"}))


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def goes_on(self, **by: float) -> None:
        self.now += timedelta(**by)


class Issuer:
    """An issuer that counts how often it is asked, and can be away."""

    def __init__(self) -> None:
        self.keys = SigningKeys.generate()
        self.asked = 0
        self.away = False

    async def jwks(self) -> Mapping[str, Any]:
        self.asked += 1
        if self.away:
            raise httpx2.ConnectError("away")
        return self.keys.public()

    def token(self, clock: Clock) -> str:
        return AccessTokens(self.keys, issuer=ISSUER, clock=clock).issue(CALLER)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
def verifier(issuer: Issuer, clock: Clock) -> TokenVerifier:
    return TokenVerifier(issuer.jwks, issuer=ISSUER, clock=clock)


async def test_a_token_tells_the_caller_it_was_made_for(issuer: Issuer, verifier: TokenVerifier, clock: Clock) -> None:
    assert await verifier.verify(issuer.token(clock)) == CALLER


async def test_a_token_tells_what_was_held_lately_and_who_vouches(
    issuer: Issuer, verifier: TokenVerifier, clock: Clock
) -> None:
    told = CALLER.model_copy(update={"holdings": (), "former": CALLER.holdings, "vouched_by": "post"})
    assert await verifier.verify(AccessTokens(issuer.keys, issuer=ISSUER, clock=clock).issue(told)) == told


async def test_keys_are_fetched_once_for_many_tokens(issuer: Issuer, verifier: TokenVerifier, clock: Clock) -> None:
    for _ in range(5):
        await verifier.verify(issuer.token(clock))
    assert issuer.asked == 1


async def test_during_a_rotation_both_keys_are_good(issuer: Issuer, verifier: TokenVerifier, clock: Clock) -> None:
    old = issuer.token(clock)
    await verifier.verify(old)
    issuer.keys = issuer.keys.rotated()
    clock.goes_on(minutes=2)
    assert await verifier.verify(issuer.token(clock)) == CALLER
    assert await verifier.verify(old) == CALLER


async def test_a_storm_of_unknown_keys_asks_the_issuer_once_a_minute(
    issuer: Issuer, verifier: TokenVerifier, clock: Clock
) -> None:
    for _ in range(50):
        with pytest.raises(Unauthenticated):
            await verifier.verify(Issuer().token(clock))
    assert issuer.asked == 1
    clock.goes_on(seconds=61)
    with pytest.raises(Unauthenticated):
        await verifier.verify(Issuer().token(clock))
    assert issuer.asked == 2


async def test_known_keys_go_on_while_the_issuer_is_away(issuer: Issuer, verifier: TokenVerifier, clock: Clock) -> None:
    await verifier.verify(issuer.token(clock))
    issuer.away = True
    clock.goes_on(hours=5)
    assert await verifier.verify(issuer.token(clock)) == CALLER


async def test_without_any_key_the_service_is_unavailable_and_the_token_not_wrong(
    issuer: Issuer, verifier: TokenVerifier, clock: Clock
) -> None:
    issuer.away = True
    with pytest.raises(IssuerAway):
        await verifier.verify(issuer.token(clock))


async def test_an_issuer_that_starts_later_than_we_do_is_asked_again_in_a_second(
    issuer: Issuer, verifier: TokenVerifier, clock: Clock
) -> None:
    issuer.away = True
    for _ in range(5):
        with pytest.raises(IssuerAway):
            await verifier.verify(issuer.token(clock))
    assert issuer.asked == 1
    issuer.away = False
    clock.goes_on(seconds=1)
    assert await verifier.verify(issuer.token(clock)) == CALLER


async def test_a_key_that_was_withdrawn_is_forgotten_in_ten_minutes(
    issuer: Issuer, verifier: TokenVerifier, clock: Clock
) -> None:
    stolen = Issuer()
    stolen.keys = issuer.keys
    await verifier.verify(issuer.token(clock))
    issuer.keys = SigningKeys.generate()
    clock.goes_on(minutes=11)
    with pytest.raises(Unauthenticated):
        await verifier.verify(stolen.token(clock))


@pytest.mark.parametrize("told", [b"", b"[]", b"{}", b'{"keys": 7}', b'{"keys": [7]}', b'{"keys": [{"crv": "P-256"}]}'])
async def test_an_issuer_that_talks_nonsense_is_as_good_as_away(clock: Clock, issuer: Issuer, told: bytes) -> None:
    transport = httpx2.MockTransport(lambda _: httpx2.Response(200, content=told))
    async with httpx2.AsyncClient(transport=transport) as client:
        verifier = TokenVerifier(http_jwks(ISSUER + "/jwks", client), issuer=ISSUER, clock=clock)
        with pytest.raises(IssuerAway):
            await verifier.verify(issuer.token(clock))


async def test_keys_come_from_the_issuers_address(clock: Clock, issuer: Issuer) -> None:
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200, json=issuer.keys.public(), request=request))
    async with httpx2.AsyncClient(transport=transport) as client:
        verifier = TokenVerifier(http_jwks(ISSUER + "/jwks", client), issuer=ISSUER, clock=clock)
        assert await verifier.verify(issuer.token(clock)) == CALLER


def test_the_key_file_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "keys.json"
    first, second = SigningKeys.from_file(path), SigningKeys.from_file(path)
    assert first.private() == second.private()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["keys.json"]


def test_processes_that_start_together_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: SigningKeys.from_file(tmp_path / "keys.json").signer.kid, range(16)))
    assert len(set(made)) == 1


def test_a_rotated_file_publishes_two_keys_and_then_still_two(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    first = SigningKeys.from_file(path)
    first.rotated().rotated().write(path)
    again = SigningKeys.read(path)
    assert len(again.public()["keys"]) == 2
    assert first.signer.kid not in {key["kid"] for key in again.public()["keys"]}


def test_the_published_keys_hold_no_private_part() -> None:
    assert "d" not in SigningKeys.generate().public()["keys"][0]


def test_a_key_as_pem_is_read_too(tmp_path: Path) -> None:
    key = ECKey.generate_key("P-256")
    path = tmp_path / "key.pem"
    path.write_bytes(key.as_pem(private=True))
    assert SigningKeys.read(path).signer.thumbprint() == key.thumbprint()


@pytest.mark.parametrize("keys", [[], [ECKey.generate_key("P-384")], [ECKey.generate_key("P-256", private=False)]])
def test_other_keys_do_not_sign(keys: list[ECKey]) -> None:
    with pytest.raises(ValueError, match="private P-256"):
        SigningKeys(keys)


def test_a_token_names_no_one() -> None:
    token = Issuer().token(Clock())
    payload = token.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert claims.keys() == {"iss", "aud", "sub", "iat", "exp", "jti", "scope", "holdings"}
