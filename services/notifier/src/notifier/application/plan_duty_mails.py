"""After an alert, a mail is planned for each whose matter it is: one mail a day, however many alerts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from councilkit.clock import Clock
from councilkit.events import Item
from councilkit.events.notifications import AlertRaised
from councilkit.inbox import Done, Fate
from councilkit.mailing.mail import Doubt, Recipient
from councilkit.mailing.port import Contacts, MailStore, Plan
from councilkit.refusals import Unavailable
from councilkit.workdays import next_workday, oslo_day
from notifier.application.known import Known
from notifier.application.level import Level
from notifier.application.recipients import recipients
from notifier.domain.steps import eight

KIND = "duties"

GATHER = timedelta(seconds=15)
"""The alerts of a morning are raised one after the other: so long a mail waits for more of them."""

_DAY = timedelta(days=1)


def campaign_of(day: date) -> str:
    """Name the mails of a day."""
    return f"{KIND}-{day.isoformat()}"


@dataclass(frozen=True)
class PlanDutyMails:
    """The follow-up of `AlertRaised`."""

    mails: MailStore
    contacts: Contacts
    known: Known
    level: Level
    clock: Clock

    async def __call__(self, alert: AlertRaised, item: Item) -> Fate:
        if not await self.level():
            raise Unavailable("We have not heard the latest news of the councils yet.")
        if (await self.known.sheet(alert.council)).settings.quiet:
            return Done()
        now = self.clock()
        holds = await recipients(alert, oslo_day(now), self.known)
        # Days that have passed since are looked at too: an earlier try may have planned a mail, and then have died.
        day = min(oslo_day(item.at), oslo_day(now))
        while holds:
            holds = await self._left(day, holds, item, now)
            day = next_workday(day + _DAY)
        return Done()

    async def _left(self, day: date, holds: Collection[str], item: Item, now: datetime) -> set[str]:
        """Tell the mail of a day of this alert; give back those of the terms and posts for whom it had left already."""
        people = await self.contacts.resolve(campaign_of(day), holds)
        if day < oslo_day(now):
            told = await self._told(day, people, item)
        else:
            plans = [_plan(day, person, item, now) for person in people]
            told = await self.mails.plan(plans) if plans else []
        return {hold for person, reached in zip(people, told, strict=True) if not reached for hold in person.holds}

    async def _told(self, day: date, people: list[Recipient], item: Item) -> list[bool]:
        rows = await self.mails.get([f"{campaign_of(day)}:{person.key}" for person in people])
        reached = {row.key for row in rows if item.id in row.about}
        return [person.key in reached for person in people]


def _plan(day: date, person: Recipient, item: Item, now: datetime) -> Plan:
    return Plan(
        campaign=campaign_of(day),
        key=person.key,
        kind=KIND,
        holds=person.holds,
        about=(item.id,),
        due=max(eight(day), now + GATHER),
        doubt=Doubt.RESEND,
    )
