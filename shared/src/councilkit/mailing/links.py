"""One-act links: a signed, expiring address in a mail that does one thing, for whoever holds it, without signing in."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import ClassVar, Literal

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from councilkit.capabilities import PATH
from councilkit.clock import Clock
from councilkit.refusals import Kind, Refusal

ALGORITHM = "HS256"
LIMIT = 2048
"""Characters that a token has at most."""

Service = Literal["newsletter", "notifier"]
_SIGNS_OF_A_BAD_TOKEN = (JoseError, ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError)


class LinkExpired(Refusal):
    """The link was ours, and its time is over."""

    slug = "link-expired"
    kind: ClassVar[Kind] = Kind.MISSING


class LinkUnknown(Refusal):
    """The link is not one that we gave, whatever is wrong with it."""

    slug = "link-unknown"
    kind: ClassVar[Kind] = Kind.MISSING


class Links:
    """Signs what one link may do, and reads it back. The key is a service's own, so that no link works at another's."""

    def __init__(self, key: str, clock: Clock) -> None:
        self._key = OctKey.import_key(key.encode())
        self._clock = clock

    def sign(self, purpose: str, subject: Mapping[str, str], days: int) -> str:
        """Make the token of a link that does this one thing, to this subject, for so many days."""
        ends = int((self._clock() + timedelta(days=days)).timestamp())
        claims = {"aud": purpose, "exp": ends, "subject": dict(subject)}
        return jwt.encode({"alg": ALGORITHM}, claims, self._key, algorithms=[ALGORITHM])

    def read(self, purpose: str, token: str) -> Mapping[str, str]:
        """Tell the subject of a token; refuses with `link-expired`, and everything else with `link-unknown`."""
        return self.read_any([purpose], token)[1]

    def read_any(self, purposes: Collection[str], token: str) -> tuple[str, Mapping[str, str]]:
        """Tell which of these purposes a token has, and its subject; refuses as `read` does."""
        try:
            purpose, subject, ends = self._claims(purposes, token)
        except _SIGNS_OF_A_BAD_TOKEN:
            raise LinkUnknown("This link is not one of ours, or a part of it is missing.", field="token") from None
        if self._clock().timestamp() >= ends:
            raise LinkExpired("This link was good for a while, and that is over.", field="token")
        return purpose, subject

    def _claims(self, purposes: Collection[str], token: str) -> tuple[str, Mapping[str, str], int]:
        if len(token) > LIMIT:
            raise ValueError("too long")
        claims = jwt.decode(token, self._key, algorithms=[ALGORITHM]).claims
        purpose, subject, ends = claims["aud"], claims["subject"], claims["exp"]
        told = isinstance(subject, dict) and all(isinstance(one, str) for one in subject.values())
        if purpose not in purposes or type(ends) is not int or not told:
            raise ValueError("not for this")
        return purpose, subject, ends


def act_address(portal_url: object, service: Service, token: str) -> str:
    """Spell the address that a mail shows: a page of the portal's with one button."""
    return f"{str(portal_url).rstrip('/')}{PATH}{service}/{token}"
