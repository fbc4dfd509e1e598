"""Tables that were looked through, until somebody presses the button: sealed, and for a short while."""

from datetime import timedelta
from typing import Final

from pydantic import BaseModel, Field

from councilkit.clock import Clock
from portal.application.vault import Vault

KEPT: Final = timedelta(hours=2)


class Tables(BaseModel):
    """CSV files by their tables, in base64."""

    sheets: dict[str, str] = Field(repr=False)


class Tray:
    """Keeps the tables of somebody between the look and the press, sealed."""

    def __init__(self, vault: Vault, *, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    async def put(self, subject: str, key: str, tables: Tables) -> None:
        await self._vault.put(_name(subject, key), tables, until=self._clock() + KEPT)

    async def get(self, subject: str, key: str) -> Tables | None:
        return await self._vault.get(_name(subject, key), Tables)

    async def drop(self, subject: str, key: str) -> None:
        await self._vault.drop(_name(subject, key))


def _name(subject: str, key: str) -> str:
    return f"tables/{subject}/{key}"
