"""What was being written and is not sent: kept for the same person, under the form's own key.

It stays for a day, and for long where its writer put it aside to go on later.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from pydantic import BaseModel

from councilkit.clock import Clock
from councilkit.privacy import identity_numbers
from portal.application.vault import Vault

KEPT: Final = timedelta(hours=24)
PUT_ASIDE: Final = timedelta(days=90)
LEFT_OUT: Final = "…"


class Draft(BaseModel):
    key: str  # what may have been sent already is sent again under its own key, so that it counts once
    fields: dict[str, list[str]]
    aside: datetime | None = None  # when its writer put it aside, to go on later


class Drafts:
    def __init__(self, vault: Vault, *, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    async def keep(self, subject: str, page: str, key: str, fields: Mapping[str, list[str]]) -> None:
        """Keep what could not be sent; what was put aside before stays as long as it was to stay."""
        before = await self.find(subject, page)
        await self._put(subject, page, key, fields, aside=before.aside if before else None)

    async def put_aside(self, subject: str, page: str, key: str, fields: Mapping[str, list[str]]) -> None:
        """Keep what its writer wants to go on with another day."""
        await self._put(subject, page, key, fields, aside=self._clock())

    async def find(self, subject: str, page: str) -> Draft | None:
        return await self._vault.get(_name(subject, page), Draft)

    async def drop(self, subject: str, page: str) -> None:
        await self._vault.drop(_name(subject, page))

    async def drop_all(self, subject: str) -> None:
        """Let everything go that somebody was writing."""
        await self._vault.drop_all(_all_of(subject))

    async def _put(
        self, subject: str, page: str, key: str, fields: Mapping[str, list[str]], *, aside: datetime | None
    ) -> None:
        kept = {field: [guarded(value) for value in values] for field, values in fields.items()}
        until = self._clock() + (PUT_ASIDE if aside else KEPT)
        draft = Draft(key=key, fields=kept, aside=aside)
        await self._vault.put(_name(subject, page), draft, until=until, of=_all_of(subject))


def guarded(text: str) -> str:
    """Leave out national identity numbers: they are not stored, not even sealed, not even for a day."""
    for number in reversed(identity_numbers(text)):
        text = text[: number.start] + LEFT_OUT + text[number.end :]
    return text


def _name(subject: str, page: str) -> str:
    return f"draft/{subject}/{page}"


def _all_of(subject: str) -> str:
    return f"drafts/{subject}"
