"""What was being written when it could not be sent: kept for the same person, for a day, under the form's own key."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from pydantic import BaseModel

from councilkit.clock import Clock
from councilkit.privacy import identity_numbers
from portal.application.vault import Vault

KEPT: Final = timedelta(hours=24)
LEFT_OUT: Final = "…"


class Draft(BaseModel):
    key: str  # what may have been sent already is sent again under its own key, so that it counts once
    fields: dict[str, list[str]]


class Drafts:
    def __init__(self, vault: Vault, *, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    async def keep(self, subject: str, page: str, key: str, fields: Mapping[str, list[str]]) -> None:
        draft = Draft(key=key, fields={name: [guarded(value) for value in values] for name, values in fields.items()})
        await self._vault.put(_name(subject, page), draft, until=self._clock() + KEPT)

    async def find(self, subject: str, page: str) -> Draft | None:
        return await self._vault.get(_name(subject, page), Draft)

    async def drop(self, subject: str, page: str) -> None:
        await self._vault.drop(_name(subject, page))


def guarded(text: str) -> str:
    """Leave out national identity numbers: they are not stored, not even sealed, not even for a day."""
    for number in reversed(identity_numbers(text)):
        text = text[: number.start] + LEFT_OUT + text[number.end :]
    return text


def _name(subject: str, page: str) -> str:
    return f"draft/{subject}/{page}"
