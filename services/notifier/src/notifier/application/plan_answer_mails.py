"""After an answer, a mail is planned for everybody who sits in the council that asked."""

from collections.abc import Callable
from dataclasses import dataclass

from councilkit.events import Item
from councilkit.events.cases import AnswerGiven
from councilkit.events.councils import TermRole
from councilkit.inbox import Done, Fate
from councilkit.mailing.mail import Doubt, Recipient
from councilkit.mailing.port import Contacts, MailStore, Plan
from councilkit.refusals import Unavailable
from councilkit.workdays import oslo_day
from notifier.application.known import Known
from notifier.application.level import Level

KIND = "answer"


def campaign_of(entry: str) -> str:
    """Name the mails of one answer."""
    return f"{KIND}-{entry.replace(':', '.')}"


@dataclass(frozen=True)
class PlanAnswerMails:
    """The follow-up of `AnswerGiven`."""

    mails: MailStore
    contacts: Contacts
    known: Known
    level: Level
    nudge: Callable[[], None]

    async def __call__(self, event: AnswerGiven, item: Item) -> Fate:
        if not await self.level():
            raise Unavailable("We have not heard the latest news of cases and councils yet.")
        origin = await self.known.origin(event.case)
        sitting = await self.known.holdings.sitting([origin] if origin else [], oslo_day(item.at))
        terms = [term.id for term in sitting if term.role is not TermRole.OBSERVER]
        people = await self.contacts.resolve(campaign_of(item.id), terms) if terms else []
        if people:
            await self.mails.plan([_plan(event, item, person) for person in people])
            self.nudge()
        return Done()


def _plan(event: AnswerGiven, item: Item, person: Recipient) -> Plan:
    return Plan(
        campaign=campaign_of(item.id),
        key=person.key,
        kind=KIND,
        holds=person.holds,
        about=(item.id, event.case),
        due=item.at,
        doubt=Doubt.RESEND,
    )
