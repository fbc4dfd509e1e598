"""What a person has just done, told once on the page that she comes to next."""

from datetime import timedelta
from typing import Final

from pydantic import BaseModel

from councilkit.clock import Clock
from portal.application.vault import Vault

KEPT: Final = timedelta(minutes=10)


class Notice(BaseModel):
    action: str


class Notices:
    def __init__(self, vault: Vault, *, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    async def leave(self, session: str, page: str, action: str) -> None:
        await self._vault.put(_name(session, page), Notice(action=action), until=self._clock() + KEPT)

    async def take(self, session: str, page: str) -> str | None:
        notice = await self._vault.take(_name(session, page), Notice)
        return notice.action if notice else None


def _name(session: str, page: str) -> str:
    return f"notice/{session}/{page}"
