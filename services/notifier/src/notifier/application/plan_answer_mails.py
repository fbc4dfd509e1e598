"""After an answer, a mail is planned for everybody who sits in the council that asked."""

from collections.abc import Callable
from dataclasses import dataclass

from councilkit.events import Item
from councilkit.events.cases import AnswerGiven
from councilkit.events.councils import TermRole
from councilkit.inbox import Done, Fate, Park
from councilkit.mailing.mail import Doubt, Recipient
from councilkit.mailing.port import Contacts, MailStore, Plan
from councilkit.refusals import Unavailable
from councilkit.workdays import oslo_day
from notifier.application.known import Known
from notifier.application.level import Level
from notifier.application.nobody import Nobody

KIND = "answer"


def campaign_of(item: Item) -> str:
    """Name the mails of one answer: after a restore case-flow may tell another one under the same id."""
    return f"{KIND}-{item.id.replace(':', '.')}-{item.hash[:8]}"


@dataclass(frozen=True)
class PlanAnswerMails:
    """The follow-up of `AnswerGiven`."""

    mails: MailStore
    contacts: Contacts
    known: Known
    level: Level
    nobody: Nobody
    nudge: Callable[[], None]

    async def __call__(self, event: AnswerGiven, item: Item) -> Fate:
        if not await self.level():
            raise Unavailable("We have not heard the latest news of cases and councils yet.")
        origin = await self.known.origin(event.case)
        if origin is None:
            return Park("A case was answered of which nobody has told which council raised it.")
        sitting = await self.known.holdings.sitting([origin], oslo_day(item.at))
        terms = [term.id for term in sitting if term.role is not TermRole.OBSERVER]
        people = await self.contacts.resolve(campaign_of(item), terms) if terms else []
        if people:
            await self.mails.plan([_plan(event, item, person) for person in people])
            self.nudge()
        else:
            self.nobody.to_tell(KIND, origin, item.id)
        return Done()


def _plan(event: AnswerGiven, item: Item, person: Recipient) -> Plan:
    return Plan(
        campaign=campaign_of(item),
        key=person.key,
        kind=KIND,
        holds=person.holds,
        about=(item.id, event.case),
        due=item.at,
        doubt=Doubt.RESEND,
    )
