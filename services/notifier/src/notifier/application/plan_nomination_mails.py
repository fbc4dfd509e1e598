"""After a request for names, a mail is planned for those who are asked."""

from dataclasses import dataclass

from councilkit.events import Item
from councilkit.events.seating import NominationRequested
from councilkit.inbox import Done, Fate
from notifier.application.campaigns import Campaigns
from notifier.domain.regret import REGRET

KIND = "nomination"


@dataclass(frozen=True)
class PlanNominationMails:
    """The follow-up of `NominationRequested`."""

    campaigns: Campaigns

    async def __call__(self, event: NominationRequested, item: Item) -> Fate:
        # The registry alone knows who is asked: the request stands for their posts.
        asked, due = [event.request], item.at + REGRET
        await self.campaigns.plan(KIND, item, asked, about=event.request, of=event.council, due=due)
        return Done()
