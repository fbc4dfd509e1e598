"""What the issuer hands out, all of it signed and none of it kept: codes, id tokens, refresh tokens."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError

from councilkit.clock import Clock
from councilkit.ids import random_id
from councilkit.web import SigningKeys

ALGORITHM = "ES256"
ID_TOKEN_LASTS = timedelta(hours=1)
CODE_LASTS = timedelta(minutes=2)
REFRESH_LASTS = timedelta(days=30)


class NotGranted(Exception):
    """A code or refresh token that is not ours, is too old, or was used before."""


@dataclass(frozen=True)
class SignIn:
    """What a client asks for when it sends someone here."""

    client: str
    redirect: str
    challenge: str
    nonce: str = ""


class Tokens:
    def __init__(self, keys: SigningKeys, *, issuer: str, clock: Clock) -> None:
        self.issuer = issuer
        self._keys = keys
        self._clock = clock
        self._used: set[str] = set()

    def jwks(self) -> dict[str, Any]:
        return self._keys.public()

    def id_token(self, subject: str, *, client: str, nonce: str = "") -> str:
        extra = {"nonce": nonce} if nonce else {}
        return self._signed("id", subject, client, ID_TOKEN_LASTS, extra)

    def refresh_token(self, subject: str, *, client: str) -> str:
        return self._signed("refresh", subject, client, REFRESH_LASTS, {})

    def code(self, subject: str, sign_in: SignIn) -> str:
        bound = {"redirect": sign_in.redirect, "challenge": sign_in.challenge, "nonce": sign_in.nonce}
        return self._signed("code", subject, sign_in.client, CODE_LASTS, bound)

    def redeem(self, code: str, *, client: str, redirect: str, verifier: str) -> tuple[str, str]:
        """Tell subject and nonce of a code, once, to whoever began the sign-in."""
        claims = self._read("code", code, client)
        if claims["jti"] in self._used or claims["redirect"] != redirect or claims["challenge"] != challenge(verifier):
            raise NotGranted
        self._used.add(claims["jti"])
        return claims["sub"], claims["nonce"]

    def refreshed(self, token: str, *, client: str) -> str:
        """Tell the subject of a refresh token."""
        subject: str = self._read("refresh", token, client)["sub"]
        return subject

    def _signed(self, use: str, subject: str, client: str, lasts: timedelta, extra: Mapping[str, str]) -> str:
        now = int(self._clock().timestamp())
        claims = {
            "iss": self.issuer,
            "aud": client,
            "sub": subject,
            "iat": now,
            "exp": now + int(lasts.total_seconds()),
            "jti": random_id(),
            "use": use,
            **extra,
        }
        key = self._keys.signer
        return jwt.encode({"alg": ALGORITHM, "kid": key.kid}, claims, key, algorithms=[ALGORITHM])

    def _read(self, use: str, token: str, client: str) -> dict[str, Any]:
        rules = jwt.JWTClaimsRegistry(
            now=lambda: int(self._clock().timestamp()),
            iss={"essential": True, "value": self.issuer},
            aud={"essential": True, "value": client},
            use={"essential": True, "value": use},
            exp={"essential": True},
        )
        try:
            claims = jwt.decode(token, self._keys.signer, algorithms=[ALGORITHM]).claims
            rules.validate(claims)
        except (JoseError, ValueError) as error:
            raise NotGranted from error
        return claims


def challenge(verifier: str) -> str:
    """Make of a PKCE verifier what was sent ahead of it (S256)."""
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
