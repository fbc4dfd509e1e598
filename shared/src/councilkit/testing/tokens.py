"""Access tokens for tests: a key of the test's own, and terms and posts made up in one line."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from councilkit.clock import Clock, utc_now
from councilkit.web.callers import Caller, Holding
from councilkit.web.keys import SigningKeys
from councilkit.web.tokens import AccessTokens
from councilkit.web.verify import TokenVerifier, own_jwks

ISSUER = "https://registry.example"
_STARTED = date(2026, 1, 1)


def a_term(
    council: str, role: str = "leader", *, side: Literal["user", "nav"] = "user", id: str | None = None
) -> Holding:
    """Make up a term in a council; its id tells what it is."""
    return Holding(
        id=id or f"term-{role}-{council}", kind="term", council=council, role=role, side=side, starts=_STARTED
    )


def a_post(unit: str, role: str = "answering_manager", *, id: str | None = None) -> Holding:
    """Make up a post at a unit; its id tells what it is."""
    return Holding(id=id or f"post-{role}-{unit}", kind="post", unit=unit, role=role, side="nav", starts=_STARTED)


class TokenMaker:
    """An issuer in the test, with the verifier that trusts it."""

    def __init__(self, *, issuer: str = ISSUER, clock: Clock = utc_now) -> None:
        self.keys = SigningKeys.generate()
        self.tokens = AccessTokens(self.keys, issuer=issuer, clock=clock)
        self.verifier = TokenVerifier(own_jwks(self.tokens), issuer=issuer, clock=clock)

    def token(self, *holdings: Holding, subject: str = "somebody", scopes: Iterable[str] = ()) -> str:
        """Make a token for someone with these terms and posts, or for a service with these scopes."""
        return self.tokens.issue(Caller(subject=subject, holdings=holdings, scopes=frozenset(scopes)))
