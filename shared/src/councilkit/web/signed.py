"""Checking signed tokens: one algorithm, keys from the issuer's own address, and nothing the token says of keys."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

import httpx2
import structlog
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, RSAKey

from councilkit.clock import Clock
from councilkit.refusals import Kind, Refusal

JwksSource = Callable[[], Awaitable[Mapping[str, Any]]]
"""Fetches the issuer's public keys."""

TOKEN_LIMIT = 32_768
KID_LIMIT = 64
LEEWAY_SECONDS = 10
ASK_AGAIN = timedelta(minutes=1)
FIRST_ASK_AGAIN = timedelta(seconds=1)
KEYS_GOOD_FOR = timedelta(minutes=10)

# joserfc trusts a header to be an object and numbers to be comparable, and a token need not be so kind.
_SIGNS_OF_A_BAD_TOKEN = (
    *(JoseError, ValueError, TypeError, KeyError),
    *(AttributeError, ArithmeticError, RecursionError),
)
_SUITABLE: Mapping[str, tuple[type[ECKey | RSAKey], Mapping[str, str]]] = {
    "ES256": (ECKey, {"kty": "EC", "crv": "P-256"}),
    "RS256": (RSAKey, {"kty": "RSA"}),
    "PS256": (RSAKey, {"kty": "RSA"}),
}

_log = structlog.get_logger()


class IssuerAway(Refusal):
    """No key of the issuer has been fetched yet, and it does not answer."""

    slug = "issuer-away"
    kind: ClassVar[Kind] = Kind.UNAVAILABLE


class BadToken(Exception):
    """Something about the token is not as it must be. What, is told by its kind alone: words could quote the token."""


def http_jwks(url: str, client: httpx2.AsyncClient) -> JwksSource:
    """Fetch the keys from the issuer's address."""

    async def fetch() -> Mapping[str, Any]:
        answer = await client.get(url, timeout=5.0)
        answer.raise_for_status()
        keys: Mapping[str, Any] = answer.json()
        return keys

    return fetch


class KeyRing:
    """An issuer's keys for one algorithm, fetched when they are old, and for an unknown one once a minute at most."""

    def __init__(self, source: JwksSource, *, algorithm: str, clock: Clock) -> None:
        self._source = source
        self._kind, self._marks = _SUITABLE[algorithm]
        self._clock = clock
        self._keys: dict[str, Key] = {}
        self._fetched: datetime | None = None
        self._asked: datetime | None = None
        self._asking = asyncio.Lock()

    async def key(self, kid: str) -> Key:
        """Tell the key of this id; raises `KeyError`, and `IssuerAway`."""
        if kid not in self._keys or (self._old() and not self._asking.locked()):
            await self._ask()
        return self._keys[kid]

    def _old(self) -> bool:
        return self._fetched is None or self._clock() - self._fetched > KEYS_GOOD_FOR

    async def _ask(self) -> None:
        async with self._asking:
            now = self._clock()
            pause = ASK_AGAIN if self._fetched else FIRST_ASK_AGAIN  # services start together, in any order
            if self._asked is None or now - self._asked >= pause:
                self._asked = now
                await self._fetch(now)
        if self._fetched is None:
            raise IssuerAway("The keys that tokens are checked with cannot be fetched just now.")

    async def _fetch(self, now: datetime) -> None:
        try:
            self._keys = self._read((await self._source())["keys"])
            self._fetched = now
        except (httpx2.HTTPError, JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
            _log.warning("keys_not_fetched", reason=type(error).__name__)

    def _read(self, published: Sequence[Mapping[str, Any]]) -> dict[str, Key]:
        keys: dict[str, Key] = {key["kid"]: self._kind.import_key(dict(key)) for key in published if self._suits(key)}
        if not keys:
            raise ValueError("none of the keys is for us")
        return keys

    def _suits(self, key: Mapping[str, Any]) -> bool:
        return "kid" in key and all(key.get(name) == value for name, value in self._marks.items())


class SignedTokens:
    """Reads the tokens of one issuer for one audience; `type`, if given, is what their header must say they are."""

    def __init__(
        self,
        source: JwksSource,
        *,
        issuer: str,
        audience: str,
        algorithm: str,
        clock: Clock,
        type: str | None = None,
    ) -> None:
        self._keys = KeyRing(source, algorithm=algorithm, clock=clock)
        self._algorithm = algorithm
        self._type = type
        self._registry = jwt.JWTClaimsRegistry(
            now=lambda: int(clock().timestamp()),
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
        )

    async def claims(self, token: str) -> Mapping[str, Any]:
        """Check the token and tell its claims; raises `BadToken`, and `IssuerAway`."""
        try:
            key = await self._keys.key(self._kid(token))
            claims = jwt.decode(token, key, algorithms=[self._algorithm]).claims
            self._registry.validate(dict(claims))
        except _SIGNS_OF_A_BAD_TOKEN as reason:
            raise BadToken(type(reason).__name__) from None
        return claims

    def _kid(self, token: str) -> str:
        if len(token) > TOKEN_LIMIT:
            raise ValueError("too long")
        header = jws.extract_compact(token.encode()).headers()
        kid = header.get("kid")
        ours = header.get("alg") == self._algorithm and self._type in {None, header.get("typ")}
        if not ours or not isinstance(kid, str) or len(kid) > KID_LIMIT:
            raise ValueError("header is not ours")
        return kid
