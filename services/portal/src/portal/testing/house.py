"""The whole portal with everything around it in memory."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastapi import FastAPI
from pydantic import SecretStr

from councilkit.clock import Clock
from councilkit.ids import random_id
from portal.adapters.memory_boxes import MemoryBoxes
from portal.application.ports import Identity
from portal.application.refusals import SignInFailed
from portal.bootstrap import assemble, wire
from portal.settings import PortalSettings
from portal.testing.cases import MemoryCaseFlow
from portal.testing.councils import MemoryRegistry

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


@dataclass(frozen=True)
class PortalHouse:
    app: FastAPI
    clock: Hands
    registry: MemoryRegistry
    case_flow: MemoryCaseFlow
    issuer: MemoryIssuer
    boxes: MemoryBoxes
    styled: bool


def portal_house(*, assets: Path | None = None) -> PortalHouse:
    clock = Hands()
    registry, issuer, boxes = MemoryRegistry(clock), MemoryIssuer(clock), MemoryBoxes()
    case_flow = MemoryCaseFlow(registry, clock)
    settings = PortalSettings(assets=assets, portal_secret=SecretStr("a secret that is long enough for a test"))
    parts = wire(settings, boxes, registry, case_flow, issuer, clock=clock, ids=random_id)

    async def close() -> None:
        return None

    app = assemble(parts, ready=boxes.ready, close=close)
    return PortalHouse(app, clock, registry, case_flow, issuer, boxes, styled=assets is not None)
