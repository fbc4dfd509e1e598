"""Keeps sessions, sign-in attempts, drafts and notices: encrypted, under names that tell nothing, until a time."""

import hashlib
import hmac
import os
from datetime import datetime
from typing import TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import BaseModel

from councilkit.clock import Clock
from portal.application.ports import Boxes

M = TypeVar("M", bound=BaseModel)

_NONCE = 12


class Vault:
    """Seals each thing with AES-GCM, bound to its own name: a stolen database tells nothing."""

    def __init__(self, boxes: Boxes, *, secret: str, clock: Clock) -> None:
        self._boxes = boxes
        self._clock = clock
        self._names = _derive(secret, "names")
        self._cipher = AESGCM(_derive(secret, "contents"))

    async def put(self, name: str, thing: BaseModel, *, until: datetime, of: str | None = None) -> None:
        """Put it there; all that is `of` one can be dropped together."""
        box = self._box(name)
        await self._boxes.put(box, self._sealed(box, thing), until=until, of=self._box(of) if of else None)

    async def replace(self, name: str, thing: BaseModel, *, until: datetime) -> bool:
        """Put it only where something is already: what was dropped meanwhile stays gone."""
        box = self._box(name)
        return await self._boxes.replace(box, self._sealed(box, thing), until=until)

    async def get(self, name: str, kind: type[M]) -> M | None:
        box = self._box(name)
        return self._open(box, await self._boxes.get(box, now=self._clock()), kind)

    async def take(self, name: str, kind: type[M]) -> M | None:
        """Give it out once: of two that ask, one gets it."""
        box = self._box(name)
        return self._open(box, await self._boxes.take(box, now=self._clock()), kind)

    async def drop(self, name: str) -> None:
        await self._boxes.drop(self._box(name))

    async def drop_all(self, of: str) -> None:
        await self._boxes.drop_all(self._box(of))

    def _box(self, name: str) -> str:
        return hmac.new(self._names, name.encode(), hashlib.sha256).hexdigest()

    def _sealed(self, box: str, thing: BaseModel) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, thing.model_dump_json().encode(), box.encode())

    def _open(self, box: str, sealed: bytes | None, kind: type[M]) -> M | None:
        if sealed is None:
            return None
        try:
            content = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], box.encode())
            return kind.model_validate_json(content)
        except (InvalidTag, ValueError):  # sealed under an older key or by an older release: as good as gone
            return None


def _derive(secret: str, purpose: str) -> bytes:
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).digest()
