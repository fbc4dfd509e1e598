"""The mails that follow one event: one to each person whose terms and posts it concerns."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from councilkit.events import Item
from councilkit.mailing.mail import Doubt
from councilkit.mailing.port import Contacts, MailStore, Plan
from notifier.application.nobody import Nobody
from notifier.application.recipients import Chain, reach


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
        await self.tell(kind, item, [(frozenset({hold}),) for hold in sorted(holds)], about=about, of=of, due=due)

    async def tell(
        self, kind: str, item: Item, chains: Iterable[Chain], *, about: str, of: str, due: datetime | None = None
    ) -> None:
        """Plan, likewise, a mail to whoever of each chain is reached first."""
        campaign = campaign_of(kind, item)
        people = await reach(chains, campaign, self.contacts)
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
