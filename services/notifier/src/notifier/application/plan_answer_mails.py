"""After an answer, a mail is planned for everybody who sits in a council that raised the case.

Where no user's seat there is filled, the users of the council above say whether it has come: they hear of it too.
"""

from dataclasses import dataclass

from councilkit.events import Item
from councilkit.events.cases import AnswerGiven
from councilkit.events.councils import TermRole
from councilkit.inbox import Done, Fate, Park
from councilkit.workdays import oslo_day
from notifier.application.campaigns import Campaigns
from notifier.application.known import Known
from notifier.application.level import Level, require_level
from notifier.application.voices import stand_ins, voices

KIND = "answer"


@dataclass(frozen=True)
class PlanAnswerMails:
    """The follow-up of `AnswerGiven`."""

    campaigns: Campaigns
    known: Known
    level: Level

    async def __call__(self, event: AnswerGiven, item: Item) -> Fate:
        await require_level(self.level(), "cases and councils")
        case = await self.known.cases.get(event.case)
        if case is None:
            return Park("A case was answered of which nobody has told which council raised it.")
        day = oslo_day(item.at)
        sitting = await self.known.holdings.sitting(case.homes, day)
        terms = [term.id for term in sitting if term.role is not TermRole.OBSERVER]
        above = set((await stand_ins(self.known, case.homes, day)).values())
        terms += [term.id for term in await voices(self.known.holdings, sorted(above), day) if term.id not in terms]
        await self.campaigns.plan(KIND, item, terms, about=event.case, of=case.home)
        return Done()
