"""A clock in one's hands, and an issuer in memory."""

from datetime import UTC, datetime, timedelta

from councilkit.clock import Clock
from portal.application.ports import Identity
from portal.application.refusals import SignInFailed

BEGAN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Hands:
    """A clock that stands until someone moves it."""

    def __init__(self) -> None:
        self.now = BEGAN

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


class MemoryIssuer:
    """Signs in whoever `person` says, without asking anything."""

    def __init__(self, clock: Clock) -> None:
        self.person = "lykt"
        self.refreshes = True
        self._clock = clock

    async def address(self, *, state: str, nonce: str, challenge: str) -> str:
        return f"/sign-in/callback?state={state}&code={self.person}.{nonce}.{challenge}"

    async def redeem(self, *, code: str, verifier: str, nonce: str) -> Identity:
        person, given, _ = code.split(".", 2)
        if given != nonce or not verifier:
            raise SignInFailed("sign-in-expired")
        return self._identity(person)

    async def refresh(self, refresh_token: str) -> Identity:
        if not self.refreshes:
            raise SignInFailed("sign-in-refused")
        return self._identity(refresh_token)

    async def sign_out_address(self, id_token: str) -> str | None:  # noqa: ARG002 - nothing to end
        return None

    def _identity(self, person: str) -> Identity:
        return Identity(person, person, self._clock() + timedelta(hours=1), person)
