"""Checking access tokens: one algorithm, keys from the issuer's own address, and nothing the token says of keys."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

import httpx2
import structlog
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from pydantic import ValidationError

from councilkit.clock import Clock, utc_now
from councilkit.refusals import Kind, Refusal
from councilkit.web.callers import Caller, Unauthenticated
from councilkit.web.keys import CURVE
from councilkit.web.tokens import ALGORITHM, AUDIENCE, LIFETIME, TYPE, AccessTokens

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
    *(JoseError, ValidationError, ValueError, TypeError, KeyError),
    *(AttributeError, ArithmeticError, RecursionError),
)

_log = structlog.get_logger()


class IssuerAway(Refusal):
    """No key of the issuer has been fetched yet, and it does not answer."""

    slug = "issuer-away"
    kind: ClassVar[Kind] = Kind.UNAVAILABLE


def http_jwks(url: str, client: httpx2.AsyncClient) -> JwksSource:
    """Fetch the keys from the issuer's address."""

    async def fetch() -> Mapping[str, Any]:
        answer = await client.get(url, timeout=5.0)
        answer.raise_for_status()
        keys: Mapping[str, Any] = answer.json()
        return keys

    return fetch


def own_jwks(tokens: AccessTokens) -> JwksSource:
    """Take the keys from the issuer in this very process."""

    async def fetch() -> Mapping[str, Any]:
        return tokens.jwks()

    return fetch


class TokenVerifier:
    """Verifies offline; asks the issuer for keys when they are old, and for an unknown one once a minute at most."""

    def __init__(self, source: JwksSource, *, issuer: str, audience: str = AUDIENCE, clock: Clock = utc_now) -> None:
        self._source = source
        self._clock = clock
        self._keys: dict[str, ECKey] = {}
        self._fetched: datetime | None = None
        self._asked: datetime | None = None
        self._asking = asyncio.Lock()
        self._registry = jwt.JWTClaimsRegistry(
            now=lambda: int(clock().timestamp()),
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
        )

    async def verify(self, token: str) -> Caller:
        """Tell whom the token speaks for; `Unauthenticated` when anything about it is not as it must be."""
        try:
            key = await self._key(_kid(token))
            return self._caller(jwt.decode(token, key, algorithms=[ALGORITHM]).claims)
        except _SIGNS_OF_A_BAD_TOKEN as reason:
            # The reason's own words may quote the token: its kind alone is safe to keep.
            _log.info("token_refused", reason=type(reason).__name__)
            raise Unauthenticated(
                "The access token is not accepted; ask for a new one.", field="Authorization"
            ) from None

    def _caller(self, claims: Mapping[str, Any]) -> Caller:
        self._registry.validate(dict(claims))
        if claims["exp"] - claims["iat"] > LIFETIME.total_seconds():
            raise ValueError("lives too long")
        return Caller(
            subject=claims["sub"],
            holdings=claims.get("holdings", ()),
            scopes=frozenset(str(claims.get("scope", "")).split()),
        )

    async def _key(self, kid: str) -> ECKey:
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
            raise IssuerAway("The keys that access tokens are checked with cannot be fetched just now.")

    async def _fetch(self, now: datetime) -> None:
        try:
            published = (await self._source())["keys"]
            self._keys = {key["kid"]: ECKey.import_key(key) for key in published if key.get("crv") == CURVE}
            self._fetched = now
        except (httpx2.HTTPError, JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
            _log.warning("keys_not_fetched", reason=type(error).__name__)


def _kid(token: str) -> str:
    if len(token) > TOKEN_LIMIT:
        raise ValueError("too long")
    header = jws.extract_compact(token.encode()).headers()
    kid = header.get("kid")
    if header.get("alg") != ALGORITHM or header.get("typ") != TYPE or not isinstance(kid, str) or len(kid) > KID_LIMIT:
        raise ValueError("header is not ours")
    return kid
