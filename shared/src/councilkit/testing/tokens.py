"""Access tokens for tests, with a key of the test's own."""

from collections.abc import Iterable

from councilkit.callers import Caller, Holding
from councilkit.clock import Clock, utc_now
from councilkit.testing.holdings import a_post, a_term
from councilkit.web.keys import SigningKeys
from councilkit.web.tokens import AccessTokens
from councilkit.web.verify import TokenVerifier, own_jwks

ISSUER = "https://registry.example"

__all__ = ["ISSUER", "TokenMaker", "a_post", "a_term"]


class TokenMaker:
    """An issuer in the test, with the verifier that trusts it."""

    def __init__(self, *, issuer: str = ISSUER, clock: Clock = utc_now) -> None:
        self.keys = SigningKeys.generate()
        self.tokens = AccessTokens(self.keys, issuer=issuer, clock=clock)
        self.verifier = TokenVerifier(own_jwks(self.tokens), issuer=issuer, clock=clock)

    def token(self, *holdings: Holding, subject: str = "somebody", scopes: Iterable[str] = ()) -> str:
        """Make a token for someone with these terms and posts, or for a service with these scopes."""
        return self.tokens.issue(Caller(subject=subject, holdings=holdings, scopes=frozenset(scopes)))
