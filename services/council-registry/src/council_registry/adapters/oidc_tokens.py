"""Identity tokens of the outside issuer (OpenID Connect): one issuer, one audience, one algorithm, its own keys."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import httpx2
import structlog
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet

from council_registry.domain.refusals import OutsideTokenRefused
from councilkit.clock import Clock
from councilkit.web import IssuerAway, JwksSource

TOKEN_LIMIT = 32_768
LEEWAY_SECONDS = 10
ASK_AGAIN = timedelta(minutes=1)
KEYS_GOOD_FOR = timedelta(minutes=10)

_log = structlog.get_logger(__name__)


class IssuerKeys:
    """The issuer's keys, fetched when they are old, and for an unknown one once a minute at most."""

    def __init__(self, source: JwksSource, *, clock: Clock) -> None:
        self._source = source
        self._clock = clock
        self._keys: dict[str, Key] = {}
        self._fetched: datetime | None = None
        self._asked: datetime | None = None
        self._asking = asyncio.Lock()

    async def key(self, kid: str) -> Key:
        """Tell the key of this id; raises `KeyError`."""
        if kid not in self._keys or self._old():
            await self._ask()
        return self._keys[kid]

    def _old(self) -> bool:
        return self._fetched is None or self._clock() - self._fetched > KEYS_GOOD_FOR

    async def _ask(self) -> None:
        async with self._asking:
            now = self._clock()
            if self._asked is None or now - self._asked >= ASK_AGAIN:
                self._asked = now
                await self._fetch(now)
        if self._fetched is None:
            raise IssuerAway("The issuer that people sign in at does not answer just now.")

    async def _fetch(self, now: datetime) -> None:
        try:
            published = KeySet.import_key_set(dict(await self._source()))  # type: ignore[arg-type]  # checked there
        except (httpx2.HTTPError, JoseError, ValueError, TypeError, KeyError) as error:
            _log.warning("outside_keys_not_fetched", cause=type(error).__name__)
        else:
            self._keys = {key.kid: key for key in published.keys if key.kid}
            self._fetched = now


class OidcTokens:
    """Implements `OutsideTokens`."""

    def __init__(self, keys: IssuerKeys, *, issuer: str, audience: str, algorithm: str, clock: Clock) -> None:
        self._keys = keys
        self._algorithm = algorithm
        self._claims = jwt.JWTClaimsRegistry(
            now=lambda: int(clock().timestamp()),
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
        )

    async def subject(self, token: str) -> str:
        try:
            key = await self._keys.key(_kid(token))
            claims = jwt.decode(token, key, algorithms=[self._algorithm]).claims
            self._claims.validate(claims)
            return _subject(claims)
        except (JoseError, ValueError, TypeError, KeyError, RecursionError) as reason:
            # The reason's own words may quote the token: its kind alone is safe to keep.
            _log.info("outside_token_refused", cause=type(reason).__name__)
            detail = "The token of the outside issuer is not accepted; sign in again."
            raise OutsideTokenRefused(detail, field="subject_token") from None


def _kid(token: str) -> str:
    if len(token) > TOKEN_LIMIT:
        raise ValueError("too long")
    return str(jws.extract_compact(token.encode()).headers()["kid"])


def _subject(claims: Mapping[str, Any]) -> str:
    subject = claims["sub"]
    if not isinstance(subject, str):
        raise TypeError("no text")
    subject.encode()  # a lone surrogate could be hashed by nobody
    return subject
