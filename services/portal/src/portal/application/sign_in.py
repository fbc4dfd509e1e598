"""Signing in: an authorization code with PKCE, state and nonce, bound to the browser that began."""

import base64
import hashlib
import secrets
from datetime import timedelta
from typing import Final

from pydantic import BaseModel, Field

from councilkit.clock import Clock
from portal.application.ports import Identity, Issuer
from portal.application.refusals import SignInFailed
from portal.application.vault import Vault

LASTS: Final = timedelta(minutes=30)


class Attempt(BaseModel):
    browser: str
    nonce: str
    verifier: str
    back: str
    invitation: str = Field(default="", repr=False)


class SignIn:
    def __init__(self, vault: Vault, issuer: Issuer, *, clock: Clock) -> None:
        self._vault = vault
        self._issuer = issuer
        self._clock = clock

    async def begin(self, browser: str, back: str, *, invitation: str = "") -> str:
        """Note the attempt, with the code that somebody was invited by, and give the issuer's address to go to."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        attempt = Attempt(browser=browser, nonce=nonce, verifier=verifier, back=local(back), invitation=invitation)
        await self._vault.put(f"attempt/{state}", attempt, until=self._clock() + LASTS)
        return await self._issuer.address(state=state, nonce=nonce, challenge=challenge(verifier))

    async def finish(self, browser: str, state: str, code: str) -> tuple[Identity, Attempt]:
        """Redeem the code, once, in the browser that began; give the person, and where she was going."""
        attempt = await self._vault.take(f"attempt/{state}", Attempt)
        if attempt is None or not secrets.compare_digest(attempt.browser.encode(), browser.encode()):
            raise SignInFailed("sign-in-expired")
        identity = await self._issuer.redeem(code=code, verifier=attempt.verifier, nonce=attempt.nonce)
        return identity, attempt


def challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def local(address: str) -> str:
    """Keep an address only if it stays in this house: a path, and nothing that a browser reads as another host."""
    plain = address.startswith("/") and address[1:2] not in ("/", "\\")
    return address if plain and address.isprintable() else "/"
