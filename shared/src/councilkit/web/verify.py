"""Checking access tokens, offline, and telling whom they speak for."""

from collections.abc import Mapping
from typing import Any

import structlog
from pydantic import ValidationError

from councilkit.clock import Clock, utc_now
from councilkit.web.callers import Caller, Unauthenticated
from councilkit.web.signed import BadToken, JwksSource, SignedTokens
from councilkit.web.tokens import ALGORITHM, AUDIENCE, LIFETIME, TYPE, AccessTokens

_log = structlog.get_logger()


def own_jwks(tokens: AccessTokens) -> JwksSource:
    """Take the keys from the issuer in this very process."""

    async def fetch() -> Mapping[str, Any]:
        return tokens.jwks()

    return fetch


class TokenVerifier:
    """Verifies the access tokens of one registry."""

    def __init__(self, source: JwksSource, *, issuer: str, audience: str = AUDIENCE, clock: Clock = utc_now) -> None:
        self._tokens = SignedTokens(
            source, issuer=issuer, audience=audience, algorithm=ALGORITHM, clock=clock, type=TYPE
        )

    async def verify(self, token: str) -> Caller:
        """Tell whom the token speaks for; `Unauthenticated` when anything about it is not as it must be."""
        try:
            return _caller(await self._tokens.claims(token))
        except (BadToken, ValidationError, ValueError, TypeError, ArithmeticError) as reason:
            # The words of most of them may quote the token: the kind alone is safe to keep.
            _log.info("token_refused", reason=str(reason) if isinstance(reason, BadToken) else type(reason).__name__)
            raise Unauthenticated(
                "The access token is not accepted; ask for a new one.", field="Authorization"
            ) from None


def _caller(claims: Mapping[str, Any]) -> Caller:
    if claims["exp"] - claims["iat"] > LIFETIME.total_seconds():
        raise ValueError("lives too long")
    return Caller(
        subject=claims["sub"],
        holdings=claims.get("holdings", ()),
        former=claims.get("former", ()),
        scopes=frozenset(str(claims.get("scope", "")).split()),
        vouched_by=claims.get("vouched_by"),
    )
