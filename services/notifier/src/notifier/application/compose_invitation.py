"""Writes the mail with which somebody signs in for the first time. Its code stands in the mail and nowhere else."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from councilkit.mailing.letters import Letters
from councilkit.mailing.mail import Letter, NotWanted, Recipient, Row
from councilkit.refusals import Unavailable
from councilkit.wording import written_in
from notifier.application.addresses import Addresses
from notifier.application.known import Known


@dataclass(frozen=True)
class Code:
    """What opens an invitation to a term or post, until it expires."""

    hold: str
    code: str = field(repr=False)
    expires: datetime


class Invitations(Protocol):
    """The registry's invitations; raises `councilkit.refusals.Unavailable`."""

    async def codes(self, holds: Collection[str]) -> list[Code]:
        """Tell the codes of those of these terms and posts whose holder has yet to sign in."""
        ...


@dataclass(frozen=True)
class ComposeInvitation:
    known: Known
    invitations: Invitations
    letters: Letters
    addresses: Addresses

    async def __call__(self, row: Row, person: Recipient) -> Letter:
        codes = await self.invitations.codes(row.holds)
        if not codes:
            raise NotWanted("the invitation was used, or is over")
        invited = codes[0]
        held = await self.known.holdings.get(invited.hold)
        if held is None:
            raise Unavailable("We have not heard of the term or post yet.")
        language = written_in(person.language)
        return self.letters.write(
            "invitation",
            language,
            name=person.name,
            role=held.role,
            council=await self.known.name(held.council, language) if held.council else None,
            unit=await self.known.unit_name(held.unit) if held.unit else None,
            invited_at=self.addresses.invitation(invited.code),
            expires=invited.expires,
            again=row.resent,
        )
