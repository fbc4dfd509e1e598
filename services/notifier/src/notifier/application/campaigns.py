"""The mails that follow one event: one to each person whose terms and posts it concerns."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from councilkit.events import Item
from councilkit.mailing.mail import Doubt
from councilkit.mailing.port import Contacts, MailStore, Plan
from notifier.application.nobody import Nobody


def campaign_of(kind: str, item: Item) -> str:
    """Name the mails of one event: after a restore its publisher may tell another one under the same id."""
    return f"{kind}-{item.id.replace(':', '.')}-{item.hash[:8]}"


@dataclass(frozen=True)
class Campaigns:
    mails: MailStore
    contacts: Contacts
    nobody: Nobody
    nudge: Callable[[], None]

    async def plan(
        self, kind: str, item: Item, holds: Collection[str], *, about: str, of: str, due: datetime | None = None
    ) -> None:
        """Plan a mail of this kind, about an event and its matter, to whoever holds these; without `due`, at once.

        `of` is the council, unit or organisation that is named if there is nobody to tell.
        """
        campaign = campaign_of(kind, item)
        people = await self.contacts.resolve(campaign, sorted(holds)) if holds else []
        plans = [
            Plan(
                campaign=campaign,
                key=person.key,
                kind=kind,
                holds=person.holds,
                about=(item.id, about),
                due=due or item.at,
                doubt=Doubt.RESEND,
            )
            for person in people
        ]
        if plans:
            await self.mails.plan(plans)
            self.nudge()
        else:
            self.nobody.to_tell(kind, of, item.id)
