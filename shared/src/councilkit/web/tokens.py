"""Making access tokens: ten minutes, an opaque subject, the terms and posts held now, never a name (design 6)."""

from datetime import timedelta
from typing import Any

from joserfc import jwt

from councilkit.clock import Clock, utc_now
from councilkit.ids import Ids, random_id
from councilkit.web.callers import Caller
from councilkit.web.keys import Signing

ALGORITHM = "ES256"
AUDIENCE = "raadslag"
TYPE = "at+jwt"
LIFETIME = timedelta(minutes=10)


class AccessTokens:
    """The issuer's side, in council-registry."""

    def __init__(
        self, keys: Signing, *, issuer: str, audience: str = AUDIENCE, clock: Clock = utc_now, ids: Ids = random_id
    ) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self._clock = clock
        self._ids = ids

    def issue(self, caller: Caller) -> str:
        """Make a token for this caller, good for ten minutes."""
        key = self._keys.signer
        header = {"alg": ALGORITHM, "typ": TYPE, "kid": key.kid}
        return jwt.encode(header, self._claims(caller), key, algorithms=[ALGORITHM])

    def jwks(self) -> dict[str, Any]:
        """Tell the public keys, as they are published."""
        return self._keys.public()

    @property
    def lifetime(self) -> timedelta:
        """How long a token is good for."""
        return LIFETIME

    def _claims(self, caller: Caller) -> dict[str, Any]:
        now = int(self._clock().timestamp())
        return {
            "iss": self._issuer,
            "aud": self._audience,
            "sub": caller.subject,
            "iat": now,
            "exp": now + int(LIFETIME.total_seconds()),
            "jti": self._ids(),
            "scope": " ".join(sorted(caller.scopes)),
            "holdings": [holding.model_dump(mode="json") for holding in caller.holdings],
            **_where_told(caller),
        }


def _where_told(caller: Caller) -> dict[str, Any]:
    """Tell what few tokens have, so that the others stay small."""
    former = [holding.model_dump(mode="json") for holding in caller.former]
    told = {"former": former, "vouched_by": caller.vouched_by}
    return {name: claim for name, claim in told.items() if claim}
