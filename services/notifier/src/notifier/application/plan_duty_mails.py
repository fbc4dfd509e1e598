"""After an alert, a mail is planned for each whose matter it is: one mail a day, however many alerts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from councilkit.clock import Clock
from councilkit.events import Item
from councilkit.events.notifications import AlertRaised
from councilkit.inbox import Done, Fate
from councilkit.mailing.mail import Doubt, Recipient
from councilkit.mailing.port import Contacts, MailStore, Plan
from councilkit.refusals import Unavailable
from notifier.application.known import Known
from notifier.application.level import Level
from notifier.application.mail_hours import MailHours
from notifier.application.nobody import Nobody
from notifier.application.recipients import reach, recipients
from notifier.domain.steps import is_silenced

KIND = "duties"

FORGOTTEN = timedelta(days=10)
"""So long after the day of its mail an alert is told to nobody: it was told, or is no longer news."""


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
    nobody: Nobody
    hours: MailHours
    clock: Clock

    async def __call__(self, alert: AlertRaised, item: Item) -> Fate:
        now = self.clock()
        if now > self.hours.begin(self.hours.day_of(item.at)) + FORGOTTEN:
            return Done()
        if not await self.level():
            raise Unavailable("We have not heard the latest news of the councils yet.")
        if await self._is_news(alert, item, now):
            await self._tell(alert, item, now)
        return Done()

    async def _is_news(self, alert: AlertRaised, item: Item, now: datetime) -> bool:
        """Tell whether anybody is to hear of it; whether it is settled meanwhile is asked when its day is past."""
        quiet = (await self.known.sheet(alert.council)).settings.quiet
        if is_silenced(alert.step, quiet=quiet, above=True):
            return False
        return self.hours.day_of(item.at) >= self.hours.day_of(now) or await self.known.calls_for(alert, now)

    async def _tell(self, alert: AlertRaised, item: Item, now: datetime) -> None:
        """Tell it with the mails of a day, and those whose mail had left already with the next day's.

        Days that have passed since are looked at too: an earlier try may have planned a mail, and then have died.
        """
        day, told = self.hours.day_of(item.at), set[str]()
        chains = await recipients(alert, day, self.known)
        while people := await reach(chains, campaign_of(day), self.contacts):
            told |= await self._told(day, people, item, now)
            if all(told.issuperset(person.holds) for person in people):
                break
            day = self.hours.after(day)
            later = await recipients(alert, day, self.known)
            chains = [links for links in later if told.isdisjoint(chain.from_iterable(links))]
        if not told:
            self.nobody.to_tell(KIND, alert.council, item.id)

    async def _told(self, day: date, people: Sequence[Recipient], item: Item, now: datetime) -> set[str]:
        """Tell it with the mail of a day, or find out who was told on a day that is past; tell the holds of those."""
        if day < self.hours.day_of(now):
            rows = await self.mails.get([f"{campaign_of(day)}:{person.key}" for person in people])
            knowing = {row.key for row in rows if item.id in row.about}
            return {hold for person in people if person.key in knowing for hold in person.holds}
        taken = await self.mails.plan([self._plan(day, person, item, now) for person in people])
        return {hold for person, reached in zip(people, taken, strict=True) if reached for hold in person.holds}

    def _plan(self, day: date, person: Recipient, item: Item, now: datetime) -> Plan:
        return Plan(
            campaign=campaign_of(day),
            key=person.key,
            kind=KIND,
            holds=person.holds,
            about=(item.id,),
            due=self.hours.due(day, now),
            doubt=Doubt.RESEND,
        )
