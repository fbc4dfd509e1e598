"""After an answer, a mail is planned for everybody who sits in the council that asked."""

from dataclasses import dataclass

from councilkit.events import Item
from councilkit.events.cases import AnswerGiven
from councilkit.events.councils import TermRole
from councilkit.inbox import Done, Fate, Park
from councilkit.refusals import Unavailable
from councilkit.workdays import oslo_day
from notifier.application.campaigns import Campaigns
from notifier.application.known import Known
from notifier.application.level import Level

KIND = "answer"


@dataclass(frozen=True)
class PlanAnswerMails:
    """The follow-up of `AnswerGiven`."""

    campaigns: Campaigns
    known: Known
    level: Level

    async def __call__(self, event: AnswerGiven, item: Item) -> Fate:
        if not await self.level():
            raise Unavailable("We have not heard the latest news of cases and councils yet.")
        origin = await self.known.origin(event.case)
        if origin is None:
            return Park("A case was answered of which nobody has told which council raised it.")
        sitting = await self.known.holdings.sitting([origin], oslo_day(item.at))
        terms = [term.id for term in sitting if term.role is not TermRole.OBSERVER]
        await self.campaigns.plan(KIND, item, terms, about=event.case, of=origin)
        return Done()
