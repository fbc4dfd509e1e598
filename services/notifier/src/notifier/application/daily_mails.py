"""Mails of a day: each person gets one of a kind, however much there is to tell."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from councilkit.events import Item
from councilkit.mailing.mail import Doubt, Recipient
from councilkit.mailing.port import Contacts, MailStore, Plan
from notifier.application.mail_hours import MailHours
from notifier.application.nobody import Nobody
from notifier.application.recipients import Chain, reach

FORGOTTEN = timedelta(days=10)
"""So long after the day of its mail something is told to nobody: it was told, or is no longer news."""


@dataclass(frozen=True)
class DailyMails:
    mails: MailStore
    contacts: Contacts
    nobody: Nobody
    hours: MailHours

    def is_forgotten(self, item: Item, now: datetime) -> bool:
        return now > self.hours.begin(self.hours.day_of(item.at)) + FORGOTTEN

    async def tell(
        self, kind: str, item: Item, now: datetime, whom: Callable[[date], Awaitable[list[Chain]]], *, of: str
    ) -> None:
        """Tell it with the mails of a day, and those whose mail had left already with the next day's.

        Days that have passed since are looked at too: an earlier try may have planned a mail, and then have died.
        `whom` tells who is told on a day; `of` is named if there is nobody.
        """
        day, told = self.hours.day_of(item.at), set[str]()
        chains = await whom(day)
        while people := await reach(chains, campaign_of(kind, day), self.contacts):
            told |= await self._told(kind, day, people, item, now)
            if all(told.issuperset(person.holds) for person in people):
                break
            day = self.hours.after(day)
            chains = [links for links in await whom(day) if told.isdisjoint(chain.from_iterable(links))]
        if not told:
            self.nobody.to_tell(kind, of, item.id)

    async def _told(self, kind: str, day: date, people: Sequence[Recipient], item: Item, now: datetime) -> set[str]:
        """Tell it with the mail of a day, or find out who was told on a day that is past; tell the holds of those."""
        if day < self.hours.day_of(now):
            rows = await self.mails.get([f"{campaign_of(kind, day)}:{person.key}" for person in people])
            knowing = {row.key for row in rows if item.id in row.about}
            return {hold for person in people if person.key in knowing for hold in person.holds}
        taken = await self.mails.plan([self._plan(kind, day, person, item, now) for person in people])
        return {hold for person, reached in zip(people, taken, strict=True) if reached for hold in person.holds}

    def _plan(self, kind: str, day: date, person: Recipient, item: Item, now: datetime) -> Plan:
        return Plan(
            campaign=campaign_of(kind, day),
            key=person.key,
            kind=kind,
            holds=person.holds,
            about=(item.id,),
            due=self.hours.due(day, now),
            doubt=Doubt.RESEND,
        )


def campaign_of(kind: str, day: date) -> str:
    """Name the mails of a day."""
    return f"{kind}-{day.isoformat()}"
